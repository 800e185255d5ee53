#include "dot.h"

#include "simd.h"

K_BEGIN

K_INLINE k_f32x8 load_f32(const float *w) { return k_load8(w); }

// Rows of x and rows of w that are multiplied together: enough sums to keep the multipliers busy,
// few enough to stay in registers.
enum { MOST_ROWS = 4, MOST_COLUMNS = 4 };

// `rows` and `columns` are constants where this is inlined. Each sum is taken in the same order
// whatever they are. The last few terms go through arrays of 8, zeros behind. The rows of w in a
// tile lie `apart` from each other and the next tile has the rows behind them, so that memory is
// read in streams that are longer than a row.
#define DEFINE_DOT(name, load, element)                                                            \
    K_INLINE void name##_tile(const float *x, size_t x_stride, const element *w, size_t w_stride,  \
                              float *y, size_t y_stride, size_t rows, size_t columns,              \
                              size_t apart, size_t depth) {                                        \
        k_f32x8 sums[MOST_ROWS][MOST_COLUMNS] = {0};                                               \
        size_t i = 0;                                                                              \
        for (; i + 8 <= depth; i += 8) {                                                           \
            k_f32x8 p[MOST_ROWS];                                                                  \
            for (size_t r = 0; r < rows; r++) {                                                    \
                p[r] = k_load8(x + r * x_stride + i);                                              \
            }                                                                                      \
            for (size_t c = 0; c < columns; c++) {                                                 \
                const k_f32x8 q = load(w + c * apart * w_stride + i);                              \
                for (size_t r = 0; r < rows; r++) {                                                \
                    sums[r][c] = k_fma8(p[r], q, sums[r][c]);                                      \
                }                                                                                  \
            }                                                                                      \
        }                                                                                          \
        if (i < depth) {                                                                           \
            for (size_t c = 0; c < columns; c++) {                                                 \
                element tail[8] = {0};                                                             \
                memcpy(tail, w + c * apart * w_stride + i, (depth - i) * sizeof(element));         \
                const k_f32x8 q = load(tail);                                                      \
                for (size_t r = 0; r < rows; r++) {                                                \
                    const k_f32x8 p = k_load_part8(x + r * x_stride + i, depth - i);               \
                    sums[r][c] = k_fma8(p, q, sums[r][c]);                                         \
                }                                                                                  \
            }                                                                                      \
        }                                                                                          \
        for (size_t r = 0; r < rows; r++) {                                                        \
            for (size_t c = 0; c < columns; c++) {                                                 \
                y[r * y_stride + c * apart] += k_sum8(sums[r][c]);                                 \
            }                                                                                      \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    K_INLINE void name##_columns(const float *x, size_t x_stride, const element *w,                \
                                 size_t w_stride, float *y, size_t y_stride, size_t rows,          \
                                 size_t count, size_t columns, size_t depth) {                     \
        const size_t apart = count / columns;                                                      \
        for (size_t c = 0; c < apart; c++) {                                                       \
            name##_tile(x, x_stride, w + c * w_stride, w_stride, y + c, y_stride, rows, columns,   \
                        apart, depth);                                                             \
        }                                                                                          \
        for (size_t c = apart * columns; c < count; c++) {                                         \
            name##_tile(x, x_stride, w + c * w_stride, w_stride, y + c, y_stride, rows, 1, 1,      \
                        depth);                                                                    \
        }                                                                                          \
    }                                                                                              \
                                                                                                   \
    static void name(const float *x, size_t x_stride, const element *w, size_t w_stride, float *y, \
                     size_t y_stride, size_t rows, size_t columns, size_t depth) {                 \
        if (rows == 1) {                                                                           \
            name##_columns(x, x_stride, w, w_stride, y, y_stride, 1, columns, 4, depth);           \
        } else if (rows == 2) {                                                                    \
            name##_columns(x, x_stride, w, w_stride, y, y_stride, 2, columns, 4, depth);           \
        } else if (rows == 3) {                                                                    \
            name##_columns(x, x_stride, w, w_stride, y, y_stride, 3, columns, 2, depth);           \
        } else {                                                                                   \
            name##_columns(x, x_stride, w, w_stride, y, y_stride, 4, columns, 2, depth);           \
        }                                                                                          \
    }

DEFINE_DOT(dot_f32, load_f32, float)
DEFINE_DOT(dot_bf16, k_widen_bf16x8, uint16_t)
DEFINE_DOT(dot_f16, k_widen_f16x8, uint16_t)

// Rows of w that are taken together: where the rows of x go by in several turns, so few that they
// stay in a cache.
enum { BAND = 16, LONG_BAND = 256 };

void k_dot_f32(const float *x, size_t x_stride, k_element type, const void *w, size_t w_stride,
               float *y, size_t y_stride, size_t rows, size_t columns, size_t depth) {
    const size_t size = type == K_FLOAT32 ? sizeof(float) : sizeof(uint16_t);
    const size_t most = rows <= MOST_ROWS ? LONG_BAND : BAND;
    for (size_t c = 0; c < columns; c += most) {
        const size_t width = columns - c < most ? columns - c : most;
        const void *band = (const char *)w + c * w_stride * size;
        for (size_t r = 0; r < rows; r += MOST_ROWS) {
            const size_t height = rows - r < MOST_ROWS ? rows - r : MOST_ROWS;
            const float *from = x + r * x_stride;
            float *to = y + r * y_stride + c;
            switch (type) {
            case K_BFLOAT16:
                dot_bf16(from, x_stride, band, w_stride, to, y_stride, height, width, depth);
                break;
            case K_FLOAT16:
                dot_f16(from, x_stride, band, w_stride, to, y_stride, height, width, depth);
                break;
            default: dot_f32(from, x_stride, band, w_stride, to, y_stride, height, width, depth);
            }
        }
    }
}

K_END
