#pragma once

#include <stddef.h>

/// Writes `count` elements of a stored row, from `first` on, as float32. What `format` means is the
/// function's own.
typedef void (*k_widen)(int format, const void *row, size_t first, size_t count, float *y);

/// A `k_widen` whose format is a `k_element`.
void k_widen_elements(int format, const void *row, size_t first, size_t count, float *y);

/// One operand of a product of matrices: lines, whose terms are multiplied and summed. These are
/// the rows of the left operand and the columns of the right.
typedef struct {
    /// The first stored row.
    const void *start;
    /// From one stored row to the next, in bytes.
    ptrdiff_t stride;
    /// How a stored row is read; NULL for float32, which is read where it lies.
    k_widen widen;
    int format;
    /// What a stored row holds: zero, the terms of one line; otherwise, one term of every line.
    int across;
} k_lines;
