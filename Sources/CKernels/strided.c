#include "strided.h"

#include "simd.h"
#include "walk.h"

K_BEGIN

#define DEFINE_COPY_RUN(type)                                                                      \
    K_INLINE void copy_run_##type(const type *x, ptrdiff_t stride, type *y, size_t count) {        \
        for (size_t i = 0; i < count; i++) {                                                       \
            y[i] = x[(ptrdiff_t)i * stride];                                                       \
        }                                                                                          \
    }

DEFINE_COPY_RUN(uint8_t)
DEFINE_COPY_RUN(uint16_t)
DEFINE_COPY_RUN(uint32_t)
DEFINE_COPY_RUN(uint64_t)

K_INLINE void copy_run(size_t size, const char *x, ptrdiff_t stride, char *y, size_t count) {
    if (stride == 1) {
        memcpy(y, x, count * size);
        return;
    }
    switch (size) {
    case 1: copy_run_uint8_t((const uint8_t *)x, stride, (uint8_t *)y, count); break;
    case 2: copy_run_uint16_t((const uint16_t *)x, stride, (uint16_t *)y, count); break;
    case 4: copy_run_uint32_t((const uint32_t *)x, stride, (uint32_t *)y, count); break;
    default: copy_run_uint64_t((const uint64_t *)x, stride, (uint64_t *)y, count); break;
    }
}

typedef uint32_t u32x8 __attribute__((vector_size(32)));

// Rows and columns exchanged: y[r, c] = x[c, r] for 8 x 8 elements of 4 bytes.
K_INLINE void transpose_8x8(const uint32_t *x, ptrdiff_t x_stride, uint32_t *y, size_t y_stride) {
    u32x8 a[8], b[8];
    for (int i = 0; i < 8; i++) {
        memcpy(a + i, x + i * x_stride, sizeof *a);
    }
    for (int i = 0; i < 8; i += 2) {
        b[i] = __builtin_shufflevector(a[i], a[i + 1], 0, 8, 2, 10, 4, 12, 6, 14);
        b[i + 1] = __builtin_shufflevector(a[i], a[i + 1], 1, 9, 3, 11, 5, 13, 7, 15);
    }
    for (int i = 0; i < 8; i += 4) {
        for (int j = 0; j < 2; j++) {
            const u32x8 p = b[i + j], q = b[i + j + 2];
            a[i + j] = __builtin_shufflevector(p, q, 0, 1, 8, 9, 4, 5, 12, 13);
            a[i + j + 2] = __builtin_shufflevector(p, q, 2, 3, 10, 11, 6, 7, 14, 15);
        }
    }
    for (int i = 0; i < 4; i++) {
        const u32x8 top = __builtin_shufflevector(a[i], a[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        const u32x8 bottom = __builtin_shufflevector(a[i], a[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
        memcpy(y + (size_t)i * y_stride, &top, sizeof top);
        memcpy(y + (size_t)(i + 4) * y_stride, &bottom, sizeof bottom);
    }
}

// A band of rows, neighbours in x, whose columns are `stride` apart in x.
#define DEFINE_COPY_BAND(type)                                                                     \
    K_INLINE void copy_band_##type(const type *x, ptrdiff_t stride, type *y, size_t columns) {     \
        for (size_t c = 0; c < columns; c++) {                                                     \
            for (size_t r = 0; r < K_COPY_BAND; r++) {                                             \
                y[r * columns + c] = x[(ptrdiff_t)c * stride + (ptrdiff_t)r];                      \
            }                                                                                      \
        }                                                                                          \
    }

DEFINE_COPY_BAND(uint8_t)
DEFINE_COPY_BAND(uint16_t)
DEFINE_COPY_BAND(uint64_t)

K_INLINE void copy_band_uint32_t(const uint32_t *x, ptrdiff_t stride, uint32_t *y, size_t columns) {
    size_t c = 0;
    for (; c + 8 <= columns; c += 8) {
        for (size_t r = 0; r < K_COPY_BAND; r += 8) {
            transpose_8x8(x + (ptrdiff_t)c * stride + r, stride, y + r * columns + c, columns);
        }
    }
    for (; c < columns; c++) {
        for (size_t r = 0; r < K_COPY_BAND; r++) {
            y[r * columns + c] = x[(ptrdiff_t)c * stride + (ptrdiff_t)r];
        }
    }
}

static void copy_band(size_t size, const char *x, ptrdiff_t stride, char *y, size_t columns) {
    switch (size) {
    case 1: copy_band_uint8_t((const uint8_t *)x, stride, (uint8_t *)y, columns); break;
    case 2: copy_band_uint16_t((const uint16_t *)x, stride, (uint16_t *)y, columns); break;
    case 4: copy_band_uint32_t((const uint32_t *)x, stride, (uint32_t *)y, columns); break;
    default: copy_band_uint64_t((const uint64_t *)x, stride, (uint64_t *)y, columns); break;
    }
}

// Whether a whole band begins at this place, of `left` elements.
K_INLINE int at_band(const k_walk *walk, size_t left) {
    const size_t columns = walk->shape[walk->rank - 1];
    return walk->index[walk->rank - 1] == 0 && left / columns >= K_COPY_BAND &&
           walk->shape[walk->rank - 2] - walk->index[walk->rank - 2] >= K_COPY_BAND;
}

void k_copy(size_t size, const void *x, const ptrdiff_t *strides, void *y, size_t rank,
            const size_t *shape, size_t first, size_t last) {
    const ptrdiff_t stride = strides[rank - 1];
    const int transposes = rank >= 2 && stride != 1 && strides[rank - 2] == 1;
    k_walk walk = k_walk_from(rank, shape, first);
    while (first < last) {
        if (transposes && at_band(&walk, last - first)) {
            const size_t columns = shape[rank - 1];
            copy_band(size, (const char *)x + k_walk_offset(&walk, strides) * (ptrdiff_t)size,
                      stride, (char *)y + first * size, columns);
            for (int row = 0; row < K_COPY_BAND; row++) {
                k_walk_advance(&walk, columns);
            }
            first += K_COPY_BAND * columns;
            continue;
        }
        const size_t run = k_walk_run(&walk);
        const size_t count = run < last - first ? run : last - first;
        const ptrdiff_t offset = k_walk_offset(&walk, strides);
        copy_run(size, (const char *)x + offset * (ptrdiff_t)size, stride,
                 (char *)y + first * size, count);
        k_walk_advance(&walk, count);
        first += count;
    }
}

K_END
