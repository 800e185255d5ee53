#pragma once

#include <stddef.h>

/// What to make of two numbers. K_MAXIMUM and K_MINIMUM give NaN where either is NaN.
typedef enum {
    K_ADD,
    K_SUBTRACT,
    K_MULTIPLY,
    K_DIVIDE,
    K_MAXIMUM,
    K_MINIMUM,
} k_combination;

/// Combines two strided arrays, element by element.
///
///     y[i] = a[i] (operation) b[i]
///
///   a, b       strided arrays
///   a_strides  [rank], in elements; zero repeats (broadcasting)
///   y          contiguous array of the whole shape; elements first ..< last, counted in row-major
///              order, are written; may not overlap a or b
///
/// Requires 1 <= rank <= K_MAX_RANK (strided.h) and no axis of length 0.
void k_combine_f32(k_combination operation, const float *a, const ptrdiff_t *a_strides,
                   const float *b, const ptrdiff_t *b_strides, float *y, size_t rank,
                   const size_t *shape, size_t first, size_t last);
