#pragma once

#include <stddef.h>
#include <stdint.h>

#include "blocks.h"
#include "instructions.h"

/// Products of numbers rounded to eight bits with packed blocks, code by code in whole numbers.
///
///     x[r, i] ≈ x_scale · x_code[r, i]                  32 numbers share a scale
///     y[r, c] = sum over groups of x_scale · scale · (sum over the group of x_code · code)
///                                + offset · (sum over the group of x_scale · x_code)
///
/// The sums of codes are exact; those over groups are float32. Their order depends on depth alone,
/// so every set of instructions gives the same bits.

/// Panels of rows that `k_round_panels` makes of so many rows.
size_t k_rounded_panels(k_instructions set, size_t rows);

/// Size of one panel in bytes.
size_t k_rounded_panel_bytes(k_instructions set, k_block_format format, size_t depth);

/// Rounds rows to eight bits and lays them out for `k_multiply_codes`.
///
///   x        [rows, depth], depth a multiple of 32
///   rounded  panels `first` to `first + count` of a product with blocks of the format, each
///            k_rounded_panel_bytes; zeros stand for rows that are missing
///
/// A scale is the largest |x| of 32 divided by 127; a code is the nearest, −127…127.
void k_round_panels(k_instructions set, k_block_format format, const float *x, size_t rows,
                    size_t depth, size_t first, size_t count, void *rounded);

/// Rows of a panel are so many at most: a tile of rows begins at a multiple of it.
enum { K_ROUNDED_ROWS = 12 };

/// Floats of scratch for `k_multiply_codes` of at most so many columns.
size_t k_codes_scratch(size_t columns);

/// A product of rounded rows with rows of blocks.
typedef struct {
    k_block_format format;
    /// From k_round_panels for the same set and format.
    const void *rounded;
    /// Rows of blocks, `row_bytes` apart.
    const void *blocks;
    size_t row_bytes;
    size_t depth;
    /// What is added to each column, or NULL.
    const float *bias;
} k_codes_product;

/// Computes a tile of the product.
///
///   first_row  a multiple of K_ROUNDED_ROWS
///   y          [rows, columns], rows `stride` apart
///   scratch    k_codes_scratch floats, aligned to 64 bytes
///
/// Requires depth to be a multiple of the format's blocks.
void k_multiply_codes(k_instructions set, const k_codes_product *product, size_t first_row,
                      size_t rows, size_t first_column, size_t columns, float *y, size_t stride,
                      float *scratch);

/// Multiplies bytes and adds their products in registers, as fast as a set of instructions can:
/// what products of codes are measured by.
///
/// Returns a sum, so that nothing of it can be left out.
int32_t k_multiply_codes_in_registers(k_instructions set, size_t rounds);

/// Operations of so many rounds; a multiplication and an addition are two.
size_t k_multiply_codes_in_registers_operations(k_instructions set, size_t rounds);
