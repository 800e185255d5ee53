#pragma once

#include "instructions.h"
#include "lines.h"
#include "window.h"

/// A convolution of planes by one group's kernels.
///
///     y[o, p] = bias[o] + sum over terms of weight[o, term] · pixel under the term at place p
///
///   weight  a line is the kernel of one output: [outputs, depth]
///   bias    [outputs], or NULL for zeros
///   x       [depth / (window_height · window_width), height, width], contiguous
///   y       [outputs, places], rows `stride` apart
typedef struct {
    k_lines weight;
    const float *bias;
    size_t outputs, depth;
    const float *x;
    k_window window;
} k_convolution;

/// Floats of scratch for `k_convolve_f32` of at most so many outputs and places.
size_t k_convolve_scratch(size_t outputs, size_t places);

/// Convolves the places first ..< last, counted in row-major order; y begins at the first of them.
///
/// The pixels are laid out for the inner loops as these need them, and nowhere else; the order of
/// each sum depends on `depth` alone.
void k_convolve_f32(k_instructions set, const k_convolution *convolution, size_t first, size_t last,
                    float *y, size_t stride, float *scratch);
