#include "rotate.h"

#include "simd.h"

K_BEGIN

static void rotate_neighbours(const float *restrict x, const float *restrict cosine,
                              const float *restrict sine, float *restrict y, size_t half) {
    for (size_t i = 0; i < half; i++) {
        const float p = x[2 * i], q = x[2 * i + 1];
        y[2 * i] = p * cosine[i] - q * sine[i];
        y[2 * i + 1] = p * sine[i] + q * cosine[i];
    }
}

static void rotate_halves(const float *restrict x, const float *restrict cosine,
                          const float *restrict sine, float *restrict y, size_t half) {
    for (size_t i = 0; i < half; i++) {
        const float p = x[i], q = x[i + half];
        y[i] = p * cosine[i] - q * sine[i];
        y[i + half] = p * sine[i] + q * cosine[i];
    }
}

void k_rotate_f32(k_pairing pairing, const float *x, ptrdiff_t stride, const float *cosine,
                  const float *sine, float *y, size_t rows, size_t width) {
    const size_t half = width / 2;
    for (size_t r = 0; r < rows; r++) {
        if (pairing == K_NEIGHBOURS) {
            rotate_neighbours(x, cosine, sine, y, half);
        } else {
            rotate_halves(x, cosine, sine, y, half);
        }
        x += stride;
        cosine += half;
        sine += half;
        y += width;
    }
}

K_END
