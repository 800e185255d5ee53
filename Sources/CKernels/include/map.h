#pragma once

#include <stddef.h>

/// What to make of one number.
typedef enum {
    K_EXP,
    K_LOG,
    K_SQRT,
    K_SIN,
    K_COS,
    K_TANH,
    K_SIGMOID,
    /// x · sigmoid(x)
    K_SILU,
    /// x / 2 · (1 + erf(x / sqrt(2)))
    K_GELU,
    /// x / 2 · (1 + tanh(sqrt(2 / pi) · (x + 0.044715 · x^3)))
    K_GELU_TANH,
    /// x · sigmoid(1.702 · x)
    K_QUICK_GELU,
    K_RELU,
    K_SQUARE,
    K_ABSOLUTE,
    /// To the nearest integer, ties to even.
    K_ROUND,
    K_FLOOR,
} k_function;

/// Maps each element of a strided array.
///
///     y[i] = function(x[i])
///
///   x        strided array
///   strides  [rank], in elements; zero repeats
///   y        contiguous array of the whole shape; elements first ..< last, counted in row-major
///            order, are written; may not overlap x
///
/// Requires 1 <= rank <= K_MAX_RANK (strided.h) and no axis of length 0. Relative error a few units
/// in the last place (of GELU: absolute error); NaN gives NaN. An element's bits do not depend on
/// where it stands.
void k_map_f32(k_function function, const float *x, const ptrdiff_t *strides, float *y, size_t rank,
               const size_t *shape, size_t first, size_t last);
