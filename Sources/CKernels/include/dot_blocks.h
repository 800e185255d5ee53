#pragma once

#include <stddef.h>
#include <stdint.h>

#include "blocks.h"

/// Rounds numbers to eight bits, row by row as `k_round_panels` does.
///
///   x       [count], count a multiple of 32
///   codes   [count], −127…127, to nearest
///   scales  [count / 32], the largest |x| of 32 divided by 127
///   sums    [count / group], scale times the sum of `group` codes, 16 or 32
void k_round_codes(const float *x, size_t count, size_t group, int8_t *codes, float *scales,
                   float *sums);

/// Multiplies a few rounded rows by rows of blocks, which are read once for each four of them.
///
///   x, x_scales, x_sums  of [rows, depth], from k_round_codes for the format's group; rows lie
///                        `depth` numbers apart
///   w                    [columns] runs of blocks of `depth` numbers, `row_bytes` apart
///   y                    [rows, columns], rows `y_stride` apart; is added to
///
/// Requires depth to be a multiple of the format's blocks. The order of sums depends on depth
/// alone.
void k_dot_blocks(k_block_format format, const int8_t *x, const float *x_scales,
                  const float *x_sums, const void *w, size_t row_bytes, float *y, size_t y_stride,
                  size_t rows, size_t columns, size_t depth);
