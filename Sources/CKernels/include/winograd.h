#pragma once

#include "instructions.h"
#include "lines.h"

/// A convolution of planes by one group's kernels of 3 × 3, at every place, with fewer products than
/// it has terms.
///
///     y[o, i, j] = bias[o] + sum over c, u, v of
///                  weight[o, c, u, v] · x[c, i + u - top, j + v - left]
///
///   weight  a line is the kernels of one output: [outputs, inputs · 9]
///   bias    [outputs], or NULL for zeros
///   x       [inputs, height, width], contiguous; zeros outside
///   y       [outputs, out_height, out_width], contiguous
///
/// If `doubled`, each pixel of x stands for a square of 2 × 2, of which x has been made; top and left
/// are 1, and y is twice as high and as wide as x.
///
/// Outputs are made by squares of 2 × 2. Pixels and kernels are transformed, so that 16 products
/// make what takes 36 otherwise; of doubled pixels 7 of the 16 are zero, and left out.
///
/// Lavin & Gray 2016, "Fast Algorithms for Convolutional Neural Networks", arXiv:1509.09308,
/// section 4.1, F(2×2, 3×3).
typedef struct {
    k_lines weight;
    const float *bias;
    size_t outputs, inputs;
    const float *x;
    size_t height, width;
    size_t top, left;
    size_t out_height, out_width;
    int doubled;
} k_winograd;

/// Squares of a convolution, counted row by row; rows are filled up to whole vectors.
size_t k_winograd_squares(const k_winograd *w);

/// Floats of scratch for `k_winograd_f32` of at most so many squares.
size_t k_winograd_scratch(const k_winograd *w, size_t squares);

/// Convolves at the squares first ..< last, both multiples of 8.
///
/// The order of each sum depends on `inputs` alone.
void k_winograd_f32(k_instructions set, const k_winograd *w, size_t first, size_t last, float *y,
                    float *scratch);
