#pragma once

#include <stddef.h>

/// Most axes a strided loop can have, after neighbouring axes that lie alike are merged.
#define K_MAX_RANK 8

/// Rows that are copied together where a copy transposes: where the last axis of x is not without
/// gaps and the axis before is. A stretch of whole bands is copied fastest.
#define K_COPY_BAND 16

/// Copies elements `first ..< last`, counted in row-major order of the shape, to a contiguous
/// array.
///
///   x        strided array of elements of `size` bytes, 1, 2, 4 or 8
///   strides  [rank], in elements; zero repeats, negative goes backwards
///   y        contiguous array of the whole shape; elements first ..< last are written
///
/// Requires 1 <= rank <= K_MAX_RANK and no axis of length 0.
void k_copy(size_t size, const void *x, const ptrdiff_t *strides, void *y, size_t rank,
            const size_t *shape, size_t first, size_t last);
