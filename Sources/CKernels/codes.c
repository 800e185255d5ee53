#include "codes.h"

#include "code_dot.h"
#include "simd.h"

K_BEGIN

// What a kernel is compiled for. Signed formats have no offsets; the codes of the others are at most
// 63, so that two sums of pairs fit in sixteen bits.
typedef struct {
    int is_signed;
    size_t group;
} code_kind;

K_INLINE int is_signed(k_block_format format) {
    return format == K_Q8_0 || format == K_IQ4_NL || format == K_IQ4_XS;
}

void k_round_codes(const float *x, size_t count, int8_t *codes, float *scales, float *sums) {
    for (size_t b = 0; b < count / 32; b++, x += 32, codes += 32) {
        k_f32x8 largest = {0};
        for (int i = 0; i < 32; i += 8) {
            largest = __builtin_elementwise_max(largest, __builtin_elementwise_abs(k_load8(x + i)));
        }
        float most = 0;
        for (int i = 0; i < 8; i++) {
            most = largest[i] > most ? largest[i] : most;
        }
        const float scale = most / 127;
        const float inverse = most > 0 ? 127 / most : 0;
        int32_t halves[2] = {0, 0};
        for (int i = 0; i < 32; i++) {
            const int32_t code = (int32_t)__builtin_rintf(x[i] * inverse);
            codes[i] = (int8_t)code;
            halves[i / 16] += code;
        }
        scales[b] = scale;
        sums[2 * b] = scale * (float)halves[0];
        sums[2 * b + 1] = scale * (float)halves[1];
    }
}

void k_pack_panel(k_block_format format, const void *w, size_t row_bytes, size_t rows,
                  size_t blocks, int8_t *codes, float *scales, float *offsets) {
    const size_t count = k_block_count(format);
    const size_t size = k_block_bytes(format);
    const size_t groups = count / k_block_group(format);
    for (size_t c = 0; c < K_PANEL_COLUMNS; c++) {
        const uint8_t *block = (const uint8_t *)w + c * row_bytes;
        for (size_t b = 0; b < blocks; b++, block += size) {
            int8_t of_block[K_BLOCK_CODES] = {0};
            float scales_of_block[K_BLOCK_GROUPS] = {0};
            float offsets_of_block[K_BLOCK_GROUPS] = {0};
            if (c < rows) {
                k_block_parts(format, block, of_block, scales_of_block, offsets_of_block);
            }
            for (size_t i = 0; i < count; i += 4) {
                memcpy(codes + ((b * count + i) * K_PANEL_COLUMNS + c * 4), of_block + i, 4);
            }
            for (size_t g = 0; g < groups; g++) {
                scales[(b * groups + g) * K_PANEL_COLUMNS + c] = scales_of_block[g];
                offsets[(b * groups + g) * K_PANEL_COLUMNS + c] = offsets_of_block[g];
            }
        }
    }
}


// Four codes of the panel's columns, twice: the sums of eight products, which fit in sixteen bits
// together unless the codes are signed.
K_INLINE k_i32x8 two_steps(const int8_t *w, const k_i8x32 x[2], int is_signed) {
    const k_i8x32 first = k_load_codes(w);
    const k_i8x32 second = k_load_codes(w + 4 * K_PANEL_COLUMNS);
    if (is_signed) {
        return k_fours_of_pairs(k_pairs_of_signed_codes(first, x[0]))
               + k_fours_of_pairs(k_pairs_of_signed_codes(second, x[1]));
    }
    return k_fours_of_pairs(k_pairs_of_codes(first, x[0]) + k_pairs_of_codes(second, x[1]));
}

// The sums of a group go through one vector for each row; with more, they would leave the registers.
// `kind` and `rows` are constants where this is inlined.
K_INLINE void panel_rows(code_kind kind, const int8_t *x, const float *x_scales,
                         const float *x_sums, size_t x_stride, const int8_t *codes,
                         const float *scales, const float *offsets, float *y, size_t y_stride,
                         size_t rows, size_t columns, size_t depth) {
    k_f32x8 sums[K_PANEL_ROWS] = {0};
    for (size_t i = 0; !kind.is_signed && i < depth; i += kind.group) {
        const k_f32x8 offset = k_load8(offsets + i / kind.group * K_PANEL_COLUMNS);
        for (size_t r = 0; r < rows; r++) {
            const float *halves = x_sums + (r * x_stride + i) / 16;
            const float sum = kind.group == 32 ? halves[0] + halves[1] : halves[0];
            sums[r] = k_fma8(offset, k_splat8(sum), sums[r]);
        }
    }
    for (size_t i = 0; i < depth; i += kind.group) {
        k_i32x8 whole[K_PANEL_ROWS] = {0};
        for (size_t k = i; k < i + kind.group; k += 8) {
            for (size_t r = 0; r < rows; r++) {
                const int8_t *from = x + r * x_stride + k;
                const k_i8x32 eight[2] = {k_repeat_codes(from), k_repeat_codes(from + 4)};
                whole[r] += two_steps(codes + k * K_PANEL_COLUMNS, eight, kind.is_signed);
            }
        }
        const k_f32x8 scale = k_load8(scales + i / kind.group * K_PANEL_COLUMNS);
        for (size_t r = 0; r < rows; r++) {
            const k_f32x8 x_scale = k_splat8(x_scales[(r * x_stride + i) / 32]);
            sums[r] = k_fma8(__builtin_convertvector(whole[r], k_f32x8), scale * x_scale, sums[r]);
        }
    }
    for (size_t r = 0; r < rows; r++) {
        float *to = y + r * y_stride;
        k_store_part8(to, k_load_part8(to, columns) + sums[r], columns);
    }
}

#define DEFINE_PANEL(name, ...)                                                                    \
    static void name(const int8_t *x, const float *x_scales, const float *x_sums,                  \
                     size_t x_stride, const int8_t *codes, const float *scales,                    \
                     const float *offsets, float *y, size_t y_stride, size_t rows,                 \
                     size_t columns, size_t depth) {                                               \
        const code_kind kind = {__VA_ARGS__};                                                      \
        size_t r = 0;                                                                              \
        for (; r + K_PANEL_ROWS <= rows; r += K_PANEL_ROWS) {                                            \
            panel_rows(kind, x + r * x_stride, x_scales + r * x_stride / 32,                       \
                       x_sums + r * x_stride / 16, x_stride, codes, scales, offsets,               \
                       y + r * y_stride, y_stride, K_PANEL_ROWS, columns, depth);                     \
        }                                                                                          \
        for (; r < rows; r++) {                                                                    \
            panel_rows(kind, x + r * x_stride, x_scales + r * x_stride / 32,                       \
                       x_sums + r * x_stride / 16, x_stride, codes, scales, offsets,               \
                       y + r * y_stride, y_stride, 1, columns, depth);                             \
        }                                                                                          \
    }

DEFINE_PANEL(multiply_signed, 1, 32)
DEFINE_PANEL(multiply_by_32, 0, 32)
DEFINE_PANEL(multiply_by_16, 0, 16)

void k_multiply_panel(k_block_format format, const int8_t *x, const float *x_scales,
                      const float *x_sums, size_t x_stride, const int8_t *codes,
                      const float *scales, const float *offsets, float *y, size_t y_stride,
                      size_t rows, size_t columns, size_t depth) {
    if (is_signed(format)) {
        multiply_signed(x, x_scales, x_sums, x_stride, codes, scales, offsets, y, y_stride, rows,
                        columns, depth);
    } else if (k_block_group(format) == 32) {
        multiply_by_32(x, x_scales, x_sums, x_stride, codes, scales, offsets, y, y_stride, rows,
                       columns, depth);
    } else {
        multiply_by_16(x, x_scales, x_sums, x_stride, codes, scales, offsets, y, y_stride, rows,
                       columns, depth);
    }
}

// The scales of 32 codes: two of 16, or one of 32 twice.
K_INLINE k_f32x8 scales_of_lanes(const float *scales, size_t i, size_t group) {
    const float first = scales[i / group];
    const float second = scales[(i + 16) / group];
    return (k_f32x8){first, first, first, first, second, second, second, second};
}

// Rows that share one reading of a block.
enum { MOST_ROWS = 4 };

void k_dot_blocks(k_block_format format, const int8_t *x, const float *x_scales,
                  const float *x_sums, size_t x_stride, const void *w, size_t row_bytes, float *y,
                  size_t y_stride, size_t rows, size_t columns, size_t depth) {
    const size_t count = k_block_count(format);
    const size_t size = k_block_bytes(format);
    const size_t group = k_block_group(format);
    const int has_signs = is_signed(format);
    for (size_t c = 0; c < columns; c++) {
        for (size_t first = 0; first < rows; first += MOST_ROWS) {
            const size_t height = rows - first < MOST_ROWS ? rows - first : MOST_ROWS;
            const uint8_t *block = (const uint8_t *)w + c * row_bytes;
            k_f32x8 sums[MOST_ROWS] = {0};
            float shifts[MOST_ROWS] = {0};
            for (size_t b = 0; b < depth; b += count, block += size) {
                int8_t codes[K_BLOCK_CODES];
                float scales[K_BLOCK_GROUPS];
                float offsets[K_BLOCK_GROUPS];
                k_block_parts(format, block, codes, scales, offsets);
                for (size_t i = 0; i < count; i += 32) {
                    const k_i8x32 code = k_load_codes(codes + i);
                    const k_f32x8 scale = scales_of_lanes(scales, i, group);
                    for (size_t r = 0; r < height; r++) {
                        const size_t place = (first + r) * x_stride + b + i;
                        const k_i8x32 other = k_load_codes(x + place);
                        const k_i16x16 pairs = has_signs ? k_pairs_of_signed_codes(code, other)
                                                         : k_pairs_of_codes(code, other);
                        const k_f32x8 sum =
                            __builtin_convertvector(k_fours_of_pairs(pairs), k_f32x8);
                        sums[r] = k_fma8(sum, scale * k_splat8(x_scales[place / 32]), sums[r]);
                        shifts[r] += offsets[i / group] * x_sums[place / 16]
                                     + offsets[(i + 16) / group] * x_sums[place / 16 + 1];
                    }
                }
            }
            for (size_t r = 0; r < height; r++) {
                y[(first + r) * y_stride + c] += k_sum8(sums[r]) + shifts[r];
            }
        }
    }
}

K_END
