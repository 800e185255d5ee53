#pragma once

#include "include/strided.h"
#include "simd.h"

/// A place in a strided loop: the index of each axis.
typedef struct {
    size_t rank;
    const size_t *shape;
    size_t index[K_MAX_RANK];
} k_walk;

/// The place of the element that is number `first` in row-major order.
K_INLINE k_walk k_walk_from(size_t rank, const size_t *shape, size_t first) {
    k_walk walk = {.rank = rank, .shape = shape};
    for (size_t axis = rank; axis-- > 0;) {
        walk.index[axis] = first % shape[axis];
        first /= shape[axis];
    }
    return walk;
}

/// Elements from here to the end of the innermost axis.
K_INLINE size_t k_walk_run(const k_walk *walk) {
    return walk->shape[walk->rank - 1] - walk->index[walk->rank - 1];
}

/// Goes on by `count` elements, at most to the end of the innermost axis.
K_INLINE void k_walk_advance(k_walk *walk, size_t count) {
    walk->index[walk->rank - 1] += count;
    for (size_t axis = walk->rank - 1; axis > 0 && walk->index[axis] == walk->shape[axis]; axis--) {
        walk->index[axis] = 0;
        walk->index[axis - 1]++;
    }
}

/// Distance of this place from the first element, in elements.
K_INLINE ptrdiff_t k_walk_offset(const k_walk *walk, const ptrdiff_t *strides) {
    ptrdiff_t offset = 0;
    for (size_t axis = 0; axis < walk->rank; axis++) {
        offset += (ptrdiff_t)walk->index[axis] * strides[axis];
    }
    return offset;
}
