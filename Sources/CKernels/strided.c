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

void k_copy(size_t size, const void *x, const ptrdiff_t *strides, void *y, size_t rank,
            const size_t *shape, size_t first, size_t last) {
    const ptrdiff_t stride = strides[rank - 1];
    k_walk walk = k_walk_from(rank, shape, first);
    while (first < last) {
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
