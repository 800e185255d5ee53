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
// A tile of ROWS × VECTORS sums of codes stays in registers; the float32 sums of groups do not.

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
        for (int i = 0; i < VECTORS; i++) {
            sums[r][i] = start;
        }
    }
    for (size_t k = 0; k < kind.group; k += 4, x += ROWS * UNIT, w += COLUMNS * UNIT) {
        for (int r = 0; r < ROWS; r++) {
            const lanes left = repeat(x + r * UNIT);
            for (int i = 0; i < VECTORS; i++) {
                sums[r][i] = FOURS(sums[r][i], load(w + i * LANES * UNIT), left);
            }
        }
    }
}

enum { SIGNED_UNIT = K_BYTES };

#else

K_INLINE void sum_words(size_t group, const uint8_t *x, const uint8_t *w, tile sums) {
    for (int r = 0; r < ROWS; r++) {
        for (int i = 0; i < VECTORS; i++) {
            sums[r][i] = (lanes){0};
        }
    }
    for (size_t k = 0; k < group; k += 2, x += ROWS * UNIT, w += COLUMNS * UNIT) {
        lanes right[VECTORS];
        for (int i = 0; i < VECTORS; i++) {
            right[i] = load(w + i * LANES * UNIT);
        }
        for (int r = 0; r < ROWS; r++) {
            const lanes left = repeat(x + r * UNIT);
            for (int i = 0; i < VECTORS; i++) {
                sums[r][i] += SUM_PAIRS(right[i], left);
            }
        }
    }
}

K_INLINE void sum_codes(code_kind kind, const uint8_t *x, const uint8_t *w, const uint8_t *starts,
                        tile sums) {
    (void)starts;
    if (kind.is_signed) {
        sum_words(kind.group, x, w, sums);
        return;
    }
    for (size_t run = 0; run < kind.group; run += kind.run) {
        words pairs[ROWS][VECTORS];
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < VECTORS; i++) {
                pairs[r][i] = (words){0};
            }
        }
        for (size_t k = 0; k < kind.run; k += 4, x += ROWS * UNIT, w += COLUMNS * UNIT) {
            lanes right[VECTORS];
            for (int i = 0; i < VECTORS; i++) {
                right[i] = load(w + i * LANES * UNIT);
            }
            for (int r = 0; r < ROWS; r++) {
                const lanes left = repeat(x + r * UNIT);
                for (int i = 0; i < VECTORS; i++) {
                    pairs[r][i] += (words)PAIRS(right[i], left);
                }
            }
        }
        const lanes ones = (lanes)((words){0} + 1);
        for (int r = 0; r < ROWS; r++) {
            for (int i = 0; i < VECTORS; i++) {
                const lanes sum = SUM_PAIRS((lanes)pairs[r][i], ones);
                sums[r][i] = run == 0 ? sum : sums[r][i] + sum;
            }
        }
    }
}

enum { SIGNED_UNIT = K_WORDS };

#endif

K_INLINE void multiply(code_kind kind, const k_rows_panel *x, const k_blocks_panel *w, size_t terms,
                       float *y) {
    floats sums[ROWS][VECTORS];
    for (int r = 0; r < ROWS; r++) {
        for (int i = 0; i < VECTORS; i++) {
            sums[r][i] = (floats){0};
        }
    }
    const size_t groups = terms / kind.group;
    for (size_t g = 0; !kind.is_signed && g < groups; g++) {
        const float *x_sums = (const float *)x->sums + g * ROWS;
        const float *offsets = w->offsets + g * COLUMNS;
        for (int r = 0; r < ROWS; r++) {
            const floats sum = (floats)repeat(x_sums + r);
            for (int i = 0; i < VECTORS; i++) {
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
            for (int i = 0; i < VECTORS; i++) {
                sums[r][i] = __builtin_elementwise_fma(
                    __builtin_convertvector(whole[r][i], floats),
                    (floats)load(scales + i * LANES) * x_scale, sums[r][i]);
            }
        }
    }
    memcpy(y, sums, sizeof sums);
}

#define DEFINE_MULTIPLY(name, ...)                                                                 \
    static void name(const k_rows_panel *x, const k_blocks_panel *w, size_t terms, float *y) {     \
        multiply((code_kind){__VA_ARGS__}, x, w, terms, y);                                        \
    }

DEFINE_MULTIPLY(multiply_signed, 1, 32, 32)
DEFINE_MULTIPLY(multiply_4_bits, 0, 32, 32)
DEFINE_MULTIPLY(multiply_5_bits, 0, 32, 16)
DEFINE_MULTIPLY(multiply_4_bits_by_16, 0, 16, 16)
DEFINE_MULTIPLY(multiply_6_bits_by_16, 0, 16, 8)

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
