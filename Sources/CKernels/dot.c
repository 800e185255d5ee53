#include "dot.h"

#include "simd.h"

K_BEGIN

K_INLINE k_f32x8 load_f32(const void *w, size_t i) { return k_load8((const float *)w + i); }

K_INLINE k_f32x8 load_bf16(const void *w, size_t i) {
    return k_widen_bf16x8((const uint16_t *)w + i);
}

K_INLINE k_f32x8 load_f16(const void *w, size_t i) {
    return k_widen_f16x8((const uint16_t *)w + i);
}

// `rows` is a constant where this is inlined, so that the sums stay in registers. The last few terms
// go through arrays of 16, zeros behind.
#define DEFINE_DOT(name, load, element)                                                            \
    K_INLINE void name##_rows(const float *x, size_t x_stride, const element *w, float *y,         \
                              size_t y_stride, size_t rows, size_t depth) {                        \
        k_f32x8 low[4] = {0}, high[4] = {0};                                                       \
        size_t i = 0;                                                                              \
        for (; i + 16 <= depth; i += 16) {                                                         \
            const k_f32x8 p = load(w, i), q = load(w, i + 8);                                      \
            for (size_t r = 0; r < rows; r++) {                                                    \
                low[r] = k_fma8(k_load8(x + r * x_stride + i), p, low[r]);                         \
                high[r] = k_fma8(k_load8(x + r * x_stride + i + 8), q, high[r]);                   \
            }                                                                                      \
        }                                                                                          \
        if (i < depth) {                                                                           \
            element tail[16] = {0};                                                                \
            memcpy(tail, w + i, (depth - i) * sizeof(element));                                    \
            const k_f32x8 p = load(tail, 0), q = load(tail, 8);                                    \
            for (size_t r = 0; r < rows; r++) {                                                    \
                float rest[16] = {0};                                                              \
                memcpy(rest, x + r * x_stride + i, (depth - i) * sizeof(float));                   \
                low[r] = k_fma8(k_load8(rest), p, low[r]);                                         \
                high[r] = k_fma8(k_load8(rest + 8), q, high[r]);                                   \
            }                                                                                      \
        }                                                                                          \
        for (size_t r = 0; r < rows; r++) {                                                        \
            y[r * y_stride] += k_sum8(low[r] + high[r]);                                           \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    static void name(const float *x, size_t x_stride, const element *w, size_t w_stride, float *y, \
                     size_t y_stride, size_t rows, size_t columns, size_t depth) {                 \
        for (size_t c = 0; c < columns; c++, w += w_stride) {                                      \
            size_t r = 0;                                                                          \
            for (; r + 4 <= rows; r += 4) {                                                        \
                name##_rows(x + r * x_stride, x_stride, w, y + r * y_stride + c, y_stride, 4,      \
                            depth);                                                                \
            }                                                                                      \
            for (; r + 2 <= rows; r += 2) {                                                        \
                name##_rows(x + r * x_stride, x_stride, w, y + r * y_stride + c, y_stride, 2,      \
                            depth);                                                                \
            }                                                                                      \
            if (r < rows) {                                                                        \
                name##_rows(x + r * x_stride, x_stride, w, y + r * y_stride + c, y_stride, 1,      \
                            depth);                                                                \
            }                                                                                      \
        }                                                                                          \
    }

DEFINE_DOT(dot_f32, load_f32, float)
DEFINE_DOT(dot_bf16, load_bf16, uint16_t)
DEFINE_DOT(dot_f16, load_f16, uint16_t)

void k_dot_f32(const float *x, size_t x_stride, k_element type, const void *w, size_t w_stride,
               float *y, size_t y_stride, size_t rows, size_t columns, size_t depth) {
    switch (type) {
    case K_BFLOAT16:
        dot_bf16(x, x_stride, w, w_stride, y, y_stride, rows, columns, depth);
        break;
    case K_FLOAT16:
        dot_f16(x, x_stride, w, w_stride, y, y_stride, rows, columns, depth);
        break;
    default:
        dot_f32(x, x_stride, w, w_stride, y, y_stride, rows, columns, depth);
        break;
    }
}

K_END
