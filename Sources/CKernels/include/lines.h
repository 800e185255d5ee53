#pragma once

#include <stddef.h>

typedef struct k_lines k_lines;

/// Writes `count` numbers of a stored row of `lines`, from `first` on, as float32.
typedef void (*k_widen)(const k_lines *lines, const void *row, size_t first, size_t count,
                        float *y);

/// A `k_widen` for elements: `format` is a `k_element`, `scale` is not read.
void k_widen_elements(const k_lines *lines, const void *row, size_t first, size_t count, float *y);

/// A `k_widen` for blocks: `format` is a `k_block_format`; `first` and `count` are whole blocks.
void k_widen_block_row(const k_lines *lines, const void *row, size_t first, size_t count, float *y);

/// One operand of a product of matrices: lines, whose terms are multiplied and summed. These are
/// the rows of the left operand and the columns of the right.
struct k_lines {
    /// The first stored row.
    const void *start;
    /// From one stored row to the next, in bytes.
    ptrdiff_t stride;
    /// How a stored row is read; NULL for float32, which is read where it lies.
    k_widen widen;
    int format;
    /// Multiplies each number.
    float scale;
    /// What else the function needs to know, or NULL.
    const void *context;
    /// What a stored row holds: zero, the terms of one line; otherwise, one term of every line.
    int across;
};
