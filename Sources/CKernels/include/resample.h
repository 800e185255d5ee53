#pragma once

#include <stddef.h>

/// Weighted sums of neighbours along the last axis.
///
///     y[r, j] = sum over k < taps of weights[j, k] · x[r, starts[j] + k]
///
///   x        [rows, width], contiguous
///   starts   [out_width], starts[j] + taps <= width
///   weights  [out_width, taps]
///   y        [rows, out_width]
void k_resample_columns_f32(const float *x, const ptrdiff_t *starts, const float *weights,
                            size_t taps, float *y, size_t rows, size_t width, size_t out_width);

/// Weighted sums of neighbours along the axis before the last, for rows first ..< last.
///
///     y[i, c] = sum over k < taps of weights[i, k] · x[starts[i] + k, c]
///
///   x        [height, width], contiguous
///   starts   [out_height], starts[i] + taps <= height
///   weights  [out_height, taps]
///   y        [out_height, width]
void k_resample_rows_f32(const float *x, const ptrdiff_t *starts, const float *weights, size_t taps,
                         float *y, size_t width, size_t first, size_t last);
