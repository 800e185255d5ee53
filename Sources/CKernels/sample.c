#include "sample.h"

#include <math.h>

void k_sample_bilinear_f32(const float *x, size_t planes, size_t height, size_t width,
                           const k_affine_map *map, float *y, size_t out_height, size_t out_width,
                           size_t first, size_t last) {
    const size_t plane = height * width;
    for (size_t i = first; i < last; i++) {
        for (size_t j = 0; j < out_width; j++) {
            const double c = (double)j + 0.5, r = (double)i + 0.5;
            const double u = map->xx * c + map->xy * r + map->x - 0.5;
            const double v = map->yx * c + map->yy * r + map->y - 0.5;
            float *to = y + i * out_width + j;
            // Also where u or v is not a number.
            if (!(u > -1 && u < (double)width && v > -1 && v < (double)height)) {
                for (size_t p = 0; p < planes; p++) {
                    to[p * out_height * out_width] = 0;
                }
                continue;
            }
            const ptrdiff_t left = (ptrdiff_t)floor(u), top = (ptrdiff_t)floor(v);
            const float right_weight = (float)(u - (double)left);
            const float bottom_weight = (float)(v - (double)top);
            // A neighbour outside has no weight, and the pixel at the edge stands in for its place.
            const float w[2] = {left >= 0 ? 1 - right_weight : 0,
                                left + 1 < (ptrdiff_t)width ? right_weight : 0};
            const float h[2] = {top >= 0 ? 1 - bottom_weight : 0,
                                top + 1 < (ptrdiff_t)height ? bottom_weight : 0};
            const size_t columns[2] = {left >= 0 ? (size_t)left : 0,
                                       left + 1 < (ptrdiff_t)width ? (size_t)left + 1 : width - 1};
            const size_t rows[2] = {top >= 0 ? (size_t)top : 0,
                                    top + 1 < (ptrdiff_t)height ? (size_t)top + 1 : height - 1};
            for (size_t p = 0; p < planes; p++) {
                const float *upper = x + p * plane + rows[0] * width;
                const float *lower = x + p * plane + rows[1] * width;
                to[p * out_height * out_width] =
                    h[0] * (w[0] * upper[columns[0]] + w[1] * upper[columns[1]]) +
                    h[1] * (w[0] * lower[columns[0]] + w[1] * lower[columns[1]]);
            }
        }
    }
}
