#pragma once

#include <stddef.h>
#include <stdint.h>

/// What to make of a line of numbers. Sums are in double. K_VARIANCE is the mean of the squared
/// distances from the mean. K_LARGEST and K_SMALLEST give NaN where any number is NaN.
typedef enum {
    K_SUM,
    K_MEAN,
    K_VARIANCE,
    K_LARGEST,
    K_SMALLEST,
} k_reduction;

/// Reduces each row.
///
///     y[r] = reduction over c of x[r, c]
///
///   x  [rows, columns], contiguous
///   y  [rows]
///
/// Requires columns >= 1. The order of summation depends on `columns` alone.
void k_reduce_rows_f32(k_reduction reduction, const float *x, float *y, size_t rows,
                       size_t columns);

/// Reduces each column.
///
///     y[c] = reduction over r of x[r, c], for first <= c < last
///
///   x  [rows, columns], contiguous
///   y  [columns]
///
/// Requires rows >= 1.
void k_reduce_columns_f32(k_reduction reduction, const float *x, float *y, size_t rows,
                          size_t columns, size_t first, size_t last);

/// Sum of the elements of an array, in double.
///
///   x  [count]
double k_sum_f32(const float *x, size_t count);

/// Index of the first largest number of each line; a NaN counts as larger than any number.
///
///     y[c] = argmax over r of x[r, c]
///
///   x  [rows, columns], contiguous
///   y  [columns]
///
/// Requires rows >= 1.
void k_argmax_columns_f32(const float *x, int64_t *y, size_t rows, size_t columns);
