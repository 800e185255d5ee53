#pragma once

#include <stddef.h>
#include <stdint.h>

#include "blocks.h"

/// Products of numbers rounded to eight bits with packed blocks, code by code in whole numbers.
///
///     x[r, i] ≈ x_scale · x_code[r, i]                  32 numbers share a scale
///     y[r, c] += sum over groups of x_scale · scale · (sum over the group of x_code · code)
///                                 + offset · (sum over the group of x_scale · x_code)
///
/// The sums of codes are exact; those over groups are float32, group after group, first of
/// the offsets, and depend on depth alone.

/// Rounds numbers to eight bits.
///
///   x       [count], count a multiple of 32
///   codes   [count], −127…127, to nearest
///   scales  [count / 32], the largest |x| of 32 divided by 127
///   sums    [count / 16], scale times the sum of 16 codes
void k_round_codes(const float *x, size_t count, int8_t *codes, float *scales, float *sums);

/// Columns of a panel, and how many rows are best multiplied by it at a time.
enum { K_PANEL_COLUMNS = 8, K_PANEL_ROWS = 8 };

/// Takes runs of blocks of several rows of a matrix apart, and lays them side by side.
///
///   w        [rows] runs of `blocks` blocks, `row_bytes` apart; at most K_PANEL_COLUMNS rows, and
///            zeros stand for those that are missing
///   codes    [numbers / 4, K_PANEL_COLUMNS, 4] for the run's `numbers`, aligned to 32 bytes
///   scales   [numbers / group, K_PANEL_COLUMNS]
///   offsets  as many
void k_pack_panel(k_block_format format, const void *w, size_t row_bytes, size_t rows,
                  size_t blocks, int8_t *codes, float *scales, float *offsets);

/// Multiplies rounded rows by a panel.
///
///   x        codes of [rows, depth], rows `x_stride` numbers apart, as are scales and sums
///   codes, scales, offsets  a panel of `depth` numbers, as k_pack_panel makes it
///   y        [rows, columns], rows `y_stride` apart, columns <= K_PANEL_COLUMNS; is added to
///
/// Requires depth and x_stride to be multiples of 32.
void k_multiply_panel(k_block_format format, const int8_t *x, const float *x_scales,
                      const float *x_sums, size_t x_stride, const int8_t *codes,
                      const float *scales, const float *offsets, float *y, size_t y_stride,
                      size_t rows, size_t columns, size_t depth);

/// Multiplies a few rounded rows by rows of blocks, which are read once for each four of them.
///
///   w  [columns] runs of blocks of `depth` numbers, `row_bytes` apart
///
/// The others are as for k_multiply_panel, for any number of columns.
void k_dot_blocks(k_block_format format, const int8_t *x, const float *x_scales,
                  const float *x_sums, size_t x_stride, const void *w, size_t row_bytes, float *y,
                  size_t y_stride, size_t rows, size_t columns, size_t depth);
