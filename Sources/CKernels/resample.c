#include "resample.h"

#include "simd.h"

K_BEGIN

void k_resample_columns_f32(const float *x, const ptrdiff_t *starts, const float *weights,
                            size_t taps, float *y, size_t rows, size_t width, size_t out_width) {
    for (size_t r = 0; r < rows; r++, x += width, y += out_width) {
        const float *w = weights;
        for (size_t j = 0; j < out_width; j++, w += taps) {
            const float *from = x + starts[j];
            float sum = 0;
            for (size_t k = 0; k < taps; k++) {
                sum += w[k] * from[k];
            }
            y[j] = sum;
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
