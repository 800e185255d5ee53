#pragma once

#include <stddef.h>

/// Which two elements of a vector a rotation turns.
typedef enum {
    /// Elements 2 i and 2 i + 1.
    K_NEIGHBOURS,
    /// Elements i and i + width / 2.
    K_HALVES,
} k_pairing;

/// Turns pair i of each row by its angle.
///
///     (p, q) -> (p · cos[i] - q · sin[i], p · sin[i] + q · cos[i])
///
///   x             [rows, width], rows `stride` elements apart
///   cosine, sine  [rows, width / 2], contiguous
///   y             [rows, width], contiguous; may not overlap x
///
/// Requires an even width.
void k_rotate_f32(k_pairing pairing, const float *x, ptrdiff_t stride, const float *cosine,
                  const float *sine, float *y, size_t rows, size_t width);
