// The inner loops of products of codes, for vectors of LANES: included by one file for each set of
// instructions, between its K_BEGIN and K_END, after the definitions of LANES, ROWS (lines of a
// panel of rounded rows), VECTORS (vectors of a panel of blocks), MULTIPLIER (what to define) and
// the instructions, as functions of vectors of LANES × 4 bytes:
//
//     FOURS(sums, w, x)    HAS_FOURS only: adds four products of bytes, w unsigned and x signed, to
//                          each lane
//     PAIRS(w, x)          otherwise: sums of two such products of bytes, in words
//     SUM_PAIRS(w, x)      otherwise: sums of two products of words, in lanes
//
// Where they are not defined, plain C stands for them.
//
// A tile of ROWS × VECTORS sums of codes stays in registers; the float32 sums of groups do not, but
// where a tile is one vector wide.

#include "code_multiplier.h"
#include "simd.h"

typedef float floats __attribute__((vector_size(LANES * 4)));
typedef int32_t lanes __attribute__((vector_size(LANES * 4)));
typedef int16_t words __attribute__((vector_size(LANES * 4)));

enum { COLUMNS = LANES * VECTORS, UNIT = 4 };

// What a kind is, constant where it is inlined. Of so many codes the products of one lane, two for
// each four codes, fit in sixteen bits together: 32 · 2 / 4 · 15 · 127 = 30480, and so on.
typedef struct {
    int is_signed;
    size_t group;
    size_t run;
    // Vectors of a panel of blocks that are multiplied at a time. One where a group is short: then
    // its codes, the sums of codes and those of groups stay in registers.
    int vectors;
} code_kind;

typedef lanes tile[ROWS][VECTORS];

K_INLINE lanes load(const void *x) {
    lanes v;
    memcpy(&v, x, sizeof v);
    return v;
}

K_INLINE lanes repeat(const void *unit) {
    int32_t four;
    memcpy(&four, unit, sizeof four);
    lanes v;
    for (int lane = 0; lane < LANES; lane++) {
        v[lane] = four;
    }
    return v;
}

#if !defined(FOURS) && !defined(SUM_PAIRS)

typedef uint8_t bytes __attribute__((vector_size(LANES * 4)));

#define FOURS(sums, w, x) plain_fours(sums, (bytes)(w), (bytes)(x))
#define PAIRS(w, x) plain_pairs((bytes)(w), (bytes)(x))
#define SUM_PAIRS(w, x) plain_sum_pairs((words)(w), (words)(x))

K_INLINE lanes plain_fours(lanes sums, bytes w, bytes x) {
    for (int i = 0; i < LANES * 4; i++) {
        sums[i / 4] += w[i] * (int8_t)x[i];
    }
    return sums;
}

// The instruction saturates; sums of codes do not come to that.
K_INLINE words plain_pairs(bytes w, bytes x) {
    words sums = {0};
    for (int i = 0; i < LANES * 4; i++) {
        sums[i / 2] += (int16_t)(w[i] * (int8_t)x[i]);
    }
    return sums;
}

K_INLINE lanes plain_sum_pairs(words w, words x) {
    lanes sums = {0};
    for (int i = 0; i < LANES * 2; i++) {
        sums[i / 2] += w[i] * x[i];
    }
    return sums;
}

#endif

#if HAS_FOURS

// Signed codes have 128 added, of which the sums begin less.
K_INLINE void sum_codes(code_kind kind, const uint8_t *x, const uint8_t *w, const uint8_t *starts,
                        tile sums) {
    for (int r = 0; r < ROWS; r++) {
        const lanes start = kind.is_signed ? repeat(starts + r * UNIT) : (lanes){0};
        for (int i = 0; i < kind.vectors; i++) {
            sums[r][i] = start;
        }
    }
    for (size_t k = 0; k < kind.group; k += 4, x += ROWS * UNIT, w += COLUMNS * UNIT) {
        for (int r = 0; r < ROWS; r++) {
            const lanes left = repeat(x + r * UNIT);
            for (int i = 0; i < kind.vectors; i++) {
                sums[r][i] = FOURS(sums[r][i], load(w + i * LANES * UNIT), left);
            }
        }
    }
}

enum { SIGNED_UNIT = K_BYTES };

#else

K_INLINE void sum_words(code_kind kind, const uint8_t *x, const uint8_t *w, tile sums) {
    for (int r = 0; r < ROWS; r++) {
        for (int i = 0; i < kind.vectors; i++) {
            sums[r][i] = (lanes){0};
        }
    }
    for (size_t k = 0; k < kind.group; k += 2, x += ROWS * UNIT, w += COLUMNS * UNIT) {
        lanes right[VECTORS];
        for (int i = 0; i < kind.vectors; i++) {
            right[i] = load(w + i * LANES * UNIT);
        }
        for (int r = 0; r < ROWS; r++) {
            const lanes left = repeat(x + r * UNIT);
            for (int i = 0; i < kind.vectors; i++) {
                sums[r][i] += SUM_PAIRS(right[i], left);
            }
        }
    }
}

K_INLINE void sum_codes(code_kind kind, const uint8_t *x, const uint8_t *w, const uint8_t *starts,
                        tile sums) {
    (void)starts;
    if (kind.is_signed) {
        sum_words(kind, x, w, sums);
        return;
    }
    for (size_t run = 0; run < kind.group; run += kind.run) {
        words pairs[ROWS][VECTORS];
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < kind.vectors; i++) {
                pairs[r][i] = (words){0};
            }
        }
        for (size_t k = 0; k < kind.run; k += 4, x += ROWS * UNIT, w += COLUMNS * UNIT) {
            lanes right[VECTORS];
            for (int i = 0; i < kind.vectors; i++) {
                right[i] = load(w + i * LANES * UNIT);
            }
            for (int r = 0; r < ROWS; r++) {
                const lanes left = repeat(x + r * UNIT);
                for (int i = 0; i < kind.vectors; i++) {
                    pairs[r][i] += (words)PAIRS(right[i], left);
                }
            }
        }
        const lanes ones = (lanes)((words){0} + 1);
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < kind.vectors; i++) {
                const lanes sum = SUM_PAIRS((lanes)pairs[r][i], ones);
                sums[r][i] = run == 0 ? sum : sums[r][i] + sum;
            }
        }
    }
}

enum { SIGNED_UNIT = K_WORDS };

#endif

// The sums of a panel of rows and the first vectors of one of blocks.
K_INLINE void sum_groups(code_kind kind, const k_rows_panel *x, const k_blocks_panel *w,
                         size_t terms, floats sums[ROWS][VECTORS]) {
    for (int r = 0; r < ROWS; r++) {
        for (int i = 0; i < kind.vectors; i++) {
            sums[r][i] = (floats){0};
        }
    }
    const size_t groups = terms / kind.group;
    for (size_t g = 0; !kind.is_signed && g < groups; g++) {
        const float *x_sums = (const float *)x->sums + g * ROWS;
        const float *offsets = w->offsets + g * COLUMNS;
        for (int r = 0; r < ROWS; r++) {
            const floats sum = (floats)repeat(x_sums + r);
            for (int i = 0; i < kind.vectors; i++) {
                sums[r][i] = __builtin_elementwise_fma((floats)load(offsets + i * LANES), sum,
                                                       sums[r][i]);
            }
        }
    }
    const size_t width = kind.is_signed && SIGNED_UNIT == K_WORDS ? 2 : 1;
    for (size_t g = 0; g < groups; g++) {
        const size_t first = g * kind.group * width;
        tile whole;
        sum_codes(kind, (const uint8_t *)x->codes + first * ROWS,
                  (const uint8_t *)w->codes + first * COLUMNS,
                  (const uint8_t *)x->sums + g * ROWS * UNIT, whole);
        const float *x_scales = x->scales + g * kind.group / 32 * ROWS;
        const float *scales = w->scales + g * COLUMNS;
        for (int r = 0; r < ROWS; r++) {
            const floats x_scale = (floats)repeat(x_scales + r);
            for (int i = 0; i < kind.vectors; i++) {
                sums[r][i] = __builtin_elementwise_fma(
                    __builtin_convertvector(whole[r][i], floats),
                    (floats)load(scales + i * LANES) * x_scale, sums[r][i]);
            }
        }
    }
}

// The sums of two panels, as many vectors at a time as the kind takes.
K_INLINE void sum_tile(code_kind kind, const k_rows_panel *x, const k_blocks_panel *w, size_t terms,
                       floats whole[ROWS][VECTORS]) {
    for (int first = 0; first < VECTORS; first += kind.vectors) {
        const k_blocks_panel part = {
            .codes = (const uint8_t *)w->codes + first * LANES * UNIT,
            .scales = w->scales + first * LANES,
            .offsets = w->offsets + first * LANES,
        };
        floats sums[ROWS][VECTORS];
        sum_groups(kind, x, &part, terms, sums);
        for (int r = 0; r < ROWS; r++) {
            memcpy(&whole[r][first], sums[r], (size_t)kind.vectors * sizeof(floats));
        }
    }
}

typedef void tile_sums(const k_rows_panel *x, const k_blocks_panel *w, size_t terms,
                       floats whole[ROWS][VECTORS]);

// Writes a tile, added to what its sums start from, as far as it is part of the result.
K_INLINE void put(floats whole[ROWS][VECTORS], const k_codes_start *start, size_t rows,
                  size_t columns, float *y, size_t stride) {
    if (rows == ROWS && columns == COLUMNS) {
        for (size_t r = 0; r < ROWS; r++) {
            const float *from = start->sums ? start->sums + r * start->stride : NULL;
            for (size_t i = 0; i < VECTORS; i++) {
                const floats first = from ? (floats)load(from + i * LANES) : (floats){0};
                const floats sum = first + whole[r][i];
                memcpy(y + r * stride + i * LANES, &sum, sizeof sum);
            }
        }
        return;
    }
    float edge[ROWS][COLUMNS];
    memcpy(edge, whole, sizeof edge);
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) {
            y[r * stride + c] = (start->sums ? start->sums[r * start->stride + c] : 0) + edge[r][c];
        }
    }
}

K_INLINE void multiply(tile_sums *sum, k_rows_panel x, size_t panel_bytes, const k_blocks_panel *w,
                       size_t terms, size_t rows, size_t columns, k_codes_start start, float *y,
                       size_t stride) {
    for (size_t r = 0; r < rows; r += ROWS) {
        const size_t height = rows - r < ROWS ? rows - r : ROWS;
        for (size_t i = 0; i < height; i++) {
            // Fetched while the sums are made.
            __builtin_prefetch(y + i * stride, 1, 3);
            __builtin_prefetch(y + i * stride + columns - 1, 1, 3);
        }
        floats whole[ROWS][VECTORS];
        sum(&x, w, terms, whole);
        put(whole, &start, height, columns, y, stride);
        x.codes = (const uint8_t *)x.codes + panel_bytes;
        x.scales = (const float *)(const void *)((const uint8_t *)x.scales + panel_bytes);
        x.sums = (const uint8_t *)x.sums + panel_bytes;
        y += ROWS * stride;
        start.sums = start.sums ? start.sums + ROWS * start.stride : NULL;
    }
}

// The sums have a function of their own, where nothing else takes registers.
#define DEFINE_MULTIPLY(name, ...)                                                                 \
    static __attribute__((noinline)) void name##_tile(const k_rows_panel *x,                       \
                                                      const k_blocks_panel *w, size_t terms,       \
                                                      floats whole[ROWS][VECTORS]) {               \
        sum_tile((code_kind){__VA_ARGS__}, x, w, terms, whole);                                    \
    }                                                                                              \
    static void name(const k_rows_panel *x, size_t panel_bytes, const k_blocks_panel *w,           \
                     size_t terms, size_t rows, size_t columns, const k_codes_start *start,        \
                     float *y, size_t stride) {                                                    \
        multiply(name##_tile, *x, panel_bytes, w, terms, rows, columns, *start, y, stride);        \
    }

DEFINE_MULTIPLY(multiply_signed, 1, 32, 32, VECTORS)
DEFINE_MULTIPLY(multiply_4_bits, 0, 32, 32, VECTORS)
DEFINE_MULTIPLY(multiply_5_bits, 0, 32, 16, VECTORS)
DEFINE_MULTIPLY(multiply_4_bits_by_16, 0, 16, 16, 1)
DEFINE_MULTIPLY(multiply_6_bits_by_16, 0, 16, 8, 1)

static int32_t multiply_in_registers(const uint8_t *factors, size_t rounds) {
    lanes sums[ROWS * VECTORS] = {0};
    const lanes x = load(factors);
    for (size_t i = 0; i < rounds; i++) {
        const uint8_t *from = factors + i % K_LIMIT_STARTS * sizeof x;
        for (size_t s = 0; s < ROWS * VECTORS; s++) {
            const lanes w = load(from + s * sizeof x);
#if HAS_FOURS
            sums[s] = FOURS(sums[s], w, x);
#else
            sums[s] += SUM_PAIRS(PAIRS(w, x), (lanes)((words){0} + 1));
#endif
        }
    }
    lanes sum = {0};
    for (size_t s = 0; s < ROWS * VECTORS; s++) {
        sum += sums[s];
    }
    return sum[0];
}

const k_code_multiplier MULTIPLIER = {
    .rows = ROWS,
    .columns = COLUMNS,
    .in_registers = multiply_in_registers,
    .of_signed = SIGNED_UNIT,
    .multiply = {multiply_signed, multiply_4_bits, multiply_5_bits, multiply_4_bits_by_16,
                 multiply_6_bits_by_16},
};
