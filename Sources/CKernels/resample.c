#include "resample.h"

#include "simd.h"

K_BEGIN

// One loop for each usual number of taps, which the compiler unrolls.
K_INLINE void resample_row(const float *x, const ptrdiff_t *starts, const float *weights,
                           size_t taps, float *y, size_t out_width) {
    for (size_t j = 0; j < out_width; j++, weights += taps) {
        const float *from = x + starts[j];
        float sum = 0;
        for (size_t k = 0; k < taps; k++) {
            sum = __builtin_fmaf(weights[k], from[k], sum);
        }
        y[j] = sum;
    }
}

static float dot(const float *x, const float *y, size_t count) {
    k_f32x8 lanes = {0};
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        lanes = k_fma8(k_load8(x + i), k_load8(y + i), lanes);
    }
    float sum = k_sum8(lanes);
    for (; i < count; i++) {
        sum = __builtin_fmaf(x[i], y[i], sum);
    }
    return sum;
}

void k_resample_columns_f32(const float *x, const ptrdiff_t *starts, const float *weights,
                            size_t taps, float *y, size_t rows, size_t width, size_t out_width) {
    for (size_t r = 0; r < rows; r++, x += width, y += out_width) {
        switch (taps) {
        case 1: resample_row(x, starts, weights, 1, y, out_width); break;
        case 2: resample_row(x, starts, weights, 2, y, out_width); break;
        case 3: resample_row(x, starts, weights, 3, y, out_width); break;
        case 4: resample_row(x, starts, weights, 4, y, out_width); break;
        default:
            for (size_t j = 0; j < out_width; j++) {
                y[j] = dot(weights + j * taps, x + starts[j], taps);
            }
            break;
        }
    }
}

void k_resample_rows_f32(const float *x, const ptrdiff_t *starts, const float *weights, size_t taps,
                         float *y, size_t width, size_t first, size_t last) {
    for (size_t i = first; i < last; i++) {
        const float *w = weights + i * taps;
        const float *from = x + starts[i] * (ptrdiff_t)width;
        float *to = y + i * width;
        size_t c = 0;
        for (; c + 8 <= width; c += 8) {
            k_f32x8 sum = {0};
            for (size_t k = 0; k < taps; k++) {
                sum = k_fma8(k_splat8(w[k]), k_load8(from + k * width + c), sum);
            }
            k_store8(to + c, sum);
        }
        for (; c < width; c++) {
            float sum = 0;
            for (size_t k = 0; k < taps; k++) {
                sum = __builtin_fmaf(w[k], from[k * width + c], sum);
            }
            to[c] = sum;
        }
    }
}

K_END
