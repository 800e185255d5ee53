#pragma once

#include <stddef.h>

#include "convert.h"

/// Products of a few rows with the rows of a matrix, which is read once.
///
///     y[r, c] += sum over i of x[r, i] · w[c, i]
///
///   x     [rows, depth], rows `x_stride` apart
///   type  of the elements of w: K_FLOAT32, K_BFLOAT16 or K_FLOAT16
///   w     [columns, depth], rows `w_stride` apart
///   y     [rows, columns], rows `y_stride` apart
///
/// For one row, or a few, this is as fast as memory gives w; for many rows a product in blocks is
/// faster. A result's bits depend on `depth` alone.
void k_dot_f32(const float *x, size_t x_stride, k_element type, const void *w, size_t w_stride,
               float *y, size_t y_stride, size_t rows, size_t columns, size_t depth);
