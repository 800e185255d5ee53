#pragma once

#include <stddef.h>

/// Softmax of each row.
///
///     y[r, c] = exp(x[r, c] - max) / sum over c of exp(x[r, c] - max), max over c of x[r, c]
///
///   x  [rows, columns], contiguous
///   y  [rows, columns]; may be x itself, may not overlap it otherwise
///
/// Requires columns >= 1. Sums in double. A row of -infinity alone gives NaN.
void k_softmax_f32(const float *x, float *y, size_t rows, size_t columns);

/// Layer normalization of each row.
///
///     y[r, c] = (x[r, c] - mean) / sqrt(variance + epsilon) * scale[c] + bias[c]
///
///   x      [rows, columns], contiguous
///   scale  [columns], or NULL for ones
///   bias   [columns], or NULL for zeros
///   y      [rows, columns]; may be x itself, may not overlap it otherwise
///
/// Mean and variance (divided by columns) in double. Requires columns >= 1.
void k_layer_norm_f32(const float *x, const float *scale, const float *bias, float *y, size_t rows,
                      size_t columns, float epsilon);

/// Root-mean-square normalization of each row.
///
///     y[r, c] = x[r, c] / sqrt(mean over c of x[r, c]^2 + epsilon) * scale[c]
///
///   x      [rows, columns], contiguous
///   scale  [columns], or NULL for ones
///   y      [rows, columns]; may be x itself, may not overlap it otherwise
///
/// Sums in double. Requires columns >= 1.
void k_rms_norm_f32(const float *x, const float *scale, float *y, size_t rows, size_t columns,
                    float epsilon);

/// Normalization of one group of channels.
///
///     y[c, i] = (x[c, i] - mean) / sqrt(variance + epsilon) * scale[c] + bias[c], or its SiLU
///
///   x          [channels, size], contiguous
///   scale      [channels], or NULL for ones
///   bias       [channels], or NULL for zeros
///   y          [channels, size]; may be x itself, may not overlap it otherwise
///   activated  whether to give the SiLU (K_SILU of map.h) of what is normalized
///
/// Mean and variance of the whole group, in double. Requires channels, size >= 1.
void k_group_norm_f32(const float *x, const float *scale, const float *bias, float *y,
                      size_t channels, size_t size, float epsilon, int activated);
