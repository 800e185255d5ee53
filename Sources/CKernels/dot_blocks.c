#include "dot_blocks.h"

#include "block_formats.h"
#include "code_dot.h"
#include "round_codes.h"
#include "simd.h"

K_BEGIN

void k_round_codes(const float *x, size_t count, size_t group, int8_t *codes, float *scales,
                   float *sums) {
    for (size_t b = 0; b < count / 32; b++, x += 32, codes += 32, sums += 32 / group) {
        k_i32x8 code[4];
        scales[b] = k_round_32(x, code);
        for (int i = 0; i < 4; i++) {
            k_narrow_codes(code[i], codes + 8 * i);
        }
        const int32_t first = k_sum_codes(code[0] + code[1]);
        const int32_t second = k_sum_codes(code[2] + code[3]);
        if (group == 32) {
            sums[0] = scales[b] * (float)(first + second);
        } else {
            sums[0] = scales[b] * (float)first;
            sums[1] = scales[b] * (float)second;
        }
    }
}

// Rows that share one reading of a block, and numbers that are taken apart at a time.
enum { MOST_ROWS = 4, SPAN = 256 };

// The parts of a run of numbers. What is behind the last has scales and offsets of zero.
typedef struct {
    int8_t codes[SPAN];
    float scales[SPAN / 16];
    float offsets[SPAN / 16];
} span;

typedef struct {
    k_f32x8 even, odd, shifts;
} row_sums;

// Adds the products of a span and a part of a row; `group` and `is_signed` are constants where this
// is inlined.
K_INLINE void add_span(const span *w, const int8_t *x, const float *x_scales, const float *x_sums,
                       size_t count, size_t group, int is_signed, row_sums *sums) {
    const size_t eighths = count / 32;
    const k_f32x8 x_scale =
        eighths == 8 ? k_load8(x_scales) : k_load_part8(x_scales, eighths);
    float scales[SPAN / 16];
    if (group == 32) {
        k_store8(scales, k_load8(w->scales) * x_scale);
    } else {
        const k_f32x8 low = __builtin_shufflevector(x_scale, x_scale, 0, 0, 1, 1, 2, 2, 3, 3);
        const k_f32x8 high = __builtin_shufflevector(x_scale, x_scale, 4, 4, 5, 5, 6, 6, 7, 7);
        k_store8(scales, k_load8(w->scales) * low);
        k_store8(scales + 8, k_load8(w->scales + 8) * high);
    }
    if (!is_signed) {
        const k_f32x8 x_sum = eighths == 8 ? k_load8(x_sums) : k_load_part8(x_sums, eighths);
        sums->shifts = k_fma8(k_load8(w->offsets), x_sum, sums->shifts);
        if (group == 16) {
            sums->shifts = k_fma8(k_load8(w->offsets + 8), k_load8(x_sums + 8), sums->shifts);
        }
    }
    for (size_t i = 0; i < eighths; i++) {
        const k_i8x32 code = k_load_codes(w->codes + 32 * i);
        const k_i8x32 other = k_load_codes(x + 32 * i);
        const k_i16x16 pairs =
            is_signed ? k_pairs_of_signed_codes(code, other) : k_pairs_of_codes(code, other);
        const k_f32x8 sum = __builtin_convertvector(k_fours_of_pairs(pairs), k_f32x8);
        const size_t g = 32 / group * i;
        const k_f32x8 first = k_splat8(scales[g]);
        const k_f32x8 scale =
            group == 32 ? first
                        : __builtin_shufflevector(first, k_splat8(scales[g + 1]), 0, 1, 2, 3, 12,
                                                  13, 14, 15);
        k_f32x8 *to = i % 2 == 0 ? &sums->even : &sums->odd;
        *to = k_fma8(sum, scale, *to);
    }
}

// What a format is, constant where it is inlined.
typedef struct {
    void (*parts)(const uint8_t *block, int8_t *codes, float *scales, float *offsets);
    size_t count, bytes, group;
    int is_signed;
    // Whether a block is a scale and 32 codes as they are multiplied: nothing is taken apart.
    int is_plain;
} block_facts;

// Rounded rows.
typedef struct {
    const int8_t *codes;
    const float *scales;
    const float *sums;
} rounded_rows;

// A span of `here` numbers of a row of blocks by some rows.
K_INLINE void dot_span(block_facts f, rounded_rows x, const uint8_t *block, size_t from,
                       size_t here, size_t rows, size_t depth, row_sums *sums) {
    span w;
    if (here < SPAN) {
        memset(&w, 0, sizeof w);
    }
    for (size_t i = 0; i < here; i += f.count) {
        f.parts(block + i / f.count * f.bytes, w.codes + i, w.scales + i / f.group,
                w.offsets + i / f.group);
    }
    for (size_t r = 0; r < rows; r++) {
        const size_t place = r * depth + from;
        add_span(&w, x.codes + place, x.scales + place / 32, x.sums + place / f.group, here,
                 f.group, f.is_signed, &sums[r]);
    }
}

// How far ahead of their use blocks are asked for: one row after another is one stream, which the
// processor alone does not ask for early enough.
enum { AHEAD = 2048, CACHE_LINE = 64 };

// A whole span of plain blocks by some rows, in the order of `add_span`.
K_INLINE void add_plain_span(block_facts f, rounded_rows x, const uint8_t *block, size_t from,
                             size_t rows, size_t depth, row_sums *sums) {
    uint16_t halves[SPAN / 32];
    for (size_t i = 0; i < SPAN / 32; i++) {
        memcpy(halves + i, block + i * f.bytes, sizeof halves[i]);
    }
    const k_f32x8 scale = k_widen_f16x8(halves);
    for (size_t r = 0; r < rows; r++) {
        const size_t place = r * depth + from;
        float scales[SPAN / 32];
        k_store8(scales, scale * k_load8(x.scales + place / 32));
        for (size_t i = 0; i < SPAN / 32; i++) {
            const k_i8x32 code = k_load_codes((const int8_t *)block + i * f.bytes + 2);
            const k_i8x32 other = k_load_codes(x.codes + place + 32 * i);
            const k_i32x8 fours = k_fours_of_pairs(k_pairs_of_signed_codes(code, other));
            k_f32x8 *to = i % 2 == 0 ? &sums[r].even : &sums[r].odd;
            *to = k_fma8(__builtin_convertvector(fours, k_f32x8), k_splat8(scales[i]), *to);
        }
    }
}

// One row of blocks by some rows; `f` and `rows` are constants where this is inlined.
K_INLINE void dot_row(block_facts f, rounded_rows x, const uint8_t *block, float *y,
                      size_t y_stride, size_t rows, size_t depth) {
    row_sums sums[MOST_ROWS] = {0};
    size_t from = 0;
    const size_t bytes = SPAN / f.count * f.bytes;
    for (; from + SPAN <= depth; from += SPAN, block += bytes) {
        for (size_t i = 0; i < bytes; i += CACHE_LINE) {
            __builtin_prefetch(block + AHEAD + i);
        }
        if (f.is_plain) {
            add_plain_span(f, x, block, from, rows, depth, sums);
        } else {
            dot_span(f, x, block, from, SPAN, rows, depth, sums);
        }
    }
    if (from < depth) {
        dot_span(f, x, block, from, depth - from, rows, depth, sums);
    }
    for (size_t r = 0; r < rows; r++) {
        y[r * y_stride] += k_sum8(sums[r].even + sums[r].odd) + k_sum8(sums[r].shifts);
    }
}

// Rows of plain blocks that one row is multiplied by at a time, from as many parts of the matrix: one
// row after another is one stream, which is read more slowly than two.
enum { STREAMS = 2 };

// Adds the products of 32 numbers and a block of each stream; streams lie `apart` bytes apart.
K_INLINE void add_plain_blocks(block_facts f, rounded_rows x, const uint8_t *w, size_t apart,
                               size_t from, size_t streams, k_f32x8 sums[STREAMS]) {
    const k_i8x32 other = k_load_codes(x.codes + from);
    const k_f32x8 x_scale = k_splat8(x.scales[from / 32]);
    for (size_t s = 0; s < streams; s++) {
        const uint8_t *block = w + s * apart + from / 32 * f.bytes;
        uint16_t half;
        memcpy(&half, block, sizeof half);
        // Widened in every lane, which is no slower than in one and depends on nothing before.
        const k_u16x8 halves = {half, half, half, half, half, half, half, half};
        const k_f32x8 scale = __builtin_convertvector((k_f16x8)halves, k_f32x8) * x_scale;
        const k_i8x32 code = k_load_codes((const int8_t *)block + 2);
        const k_i32x8 fours = k_fours_of_pairs(k_pairs_of_signed_codes(code, other));
        sums[s] = k_fma8(__builtin_convertvector(fours, k_f32x8), scale, sums[s]);
    }
}

// One row by a row of plain blocks of each stream, in the order of `dot_row`; results lie `y_apart`
// apart.
K_INLINE void dot_streams(block_facts f, rounded_rows x, const uint8_t *w, size_t apart,
                          size_t streams, float *y, size_t y_apart, size_t depth) {
    k_f32x8 even[STREAMS] = {0}, odd[STREAMS] = {0};
    size_t from = 0;
    for (; from + SPAN <= depth; from += SPAN) {
        for (size_t s = 0; s < streams; s++) {
            const uint8_t *ahead = w + s * apart + from / 32 * f.bytes + AHEAD;
            for (size_t i = 0; i < SPAN / 32 * f.bytes; i += CACHE_LINE) {
                __builtin_prefetch(ahead + i);
            }
        }
        for (size_t i = 0; i < SPAN; i += 64) {
            add_plain_blocks(f, x, w, apart, from + i, streams, even);
            add_plain_blocks(f, x, w, apart, from + i + 32, streams, odd);
        }
    }
    for (; from + 64 <= depth; from += 64) {
        add_plain_blocks(f, x, w, apart, from, streams, even);
        add_plain_blocks(f, x, w, apart, from + 32, streams, odd);
    }
    if (from < depth) {
        add_plain_blocks(f, x, w, apart, from, streams, even);
    }
    for (size_t s = 0; s < streams; s++) {
        y[s * y_apart] += k_sum8(even[s] + odd[s]);
    }
}

// One row by rows of plain blocks.
K_INLINE void dot_plain(block_facts f, rounded_rows x, const uint8_t *w, size_t row_bytes, float *y,
                        size_t columns, size_t depth) {
    const size_t part = columns / STREAMS;
    for (size_t c = 0; c < part; c++) {
        dot_streams(f, x, w + c * row_bytes, part * row_bytes, STREAMS, y + c, part, depth);
    }
    for (size_t c = part * STREAMS; c < columns; c++) {
        dot_streams(f, x, w + c * row_bytes, 0, 1, y + c, 0, depth);
    }
}

typedef void dot_rows(rounded_rows x, const uint8_t *w, size_t row_bytes, float *y,
                      size_t y_stride, size_t rows, size_t columns, size_t depth);

K_INLINE rounded_rows rows_from(rounded_rows x, size_t place, size_t group) {
    return (rounded_rows){x.codes + place, x.scales + place / 32, x.sums + place / group};
}

#define DEFINE_DOT(format, parts, count, bytes, group, is_signed)                                  \
    static void dot_##format(rounded_rows x, const uint8_t *w, size_t row_bytes, float *y,         \
                             size_t y_stride, size_t rows, size_t columns, size_t depth) {         \
        const block_facts f = {parts, count, bytes, group, is_signed, format == K_Q8_0};           \
        if (f.is_plain && rows == 1) {                                                             \
            dot_plain(f, x, w, row_bytes, y, columns, depth);                                      \
            return;                                                                                \
        }                                                                                          \
        for (size_t c = 0; c < columns; c++, w += row_bytes) {                                     \
            size_t r = 0;                                                                          \
            for (; r + MOST_ROWS <= rows; r += MOST_ROWS) {                                        \
                dot_row(f, rows_from(x, r * depth, group), w, y + r * y_stride + c, y_stride,      \
                        MOST_ROWS, depth);                                                         \
            }                                                                                      \
            for (; r < rows; r++) {                                                                \
                dot_row(f, rows_from(x, r * depth, group), w, y + r * y_stride + c, y_stride, 1,   \
                        depth);                                                                    \
            }                                                                                      \
        }                                                                                          \
    }

K_FORMATS_OF_CODES(DEFINE_DOT)

#define NAME(format, parts, count, bytes, group, is_signed) [format] = dot_##format,

static dot_rows *const DOTS[] = {K_FORMATS_OF_CODES(NAME)};

void k_dot_blocks(k_block_format format, const int8_t *x, const float *x_scales,
                  const float *x_sums, const void *w, size_t row_bytes, float *y, size_t y_stride,
                  size_t rows, size_t columns, size_t depth) {
    const rounded_rows rounded = {x, x_scales, x_sums};
    DOTS[format](rounded, w, row_bytes, y, y_stride, rows, columns, depth);
}

K_END
