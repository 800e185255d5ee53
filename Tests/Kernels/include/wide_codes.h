#pragma once

#include <stddef.h>

/// The products of codes of `codes.h`, computed by inner loops that are compiled for the baseline:
/// vectors of sixteen become two of eight, and plain C stands for the instructions, so that they
/// are tested on every machine.
///
///   fours   nonzero: the loops of VNNI; zero: those of AVX-512 without it
///   format  a k_block_format
///   x       [rows, depth]
///   blocks  [columns] rows of blocks, `row_bytes` apart
///   bias    [columns], or NULL
///   y       [rows, columns]
void wide_multiply_codes(int fours, int format, const float *x, const void *blocks,
                         size_t row_bytes, const float *bias, float *y, size_t rows,
                         size_t columns, size_t depth);
