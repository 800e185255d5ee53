#pragma once

#include "instructions.h"
#include "lines.h"

/// Floats of scratch for `k_product_f32` of at most so many rows and columns.
size_t k_product_scratch(size_t rows, size_t columns);

/// A product of two matrices of any stored type, with a bias.
///
///     y[r, c] = bias + sum over i of a[r, i] · b[i, c]
///
///   set             of instructions, which the processor has
///   a               [rows, depth]: a line is a row, from line `first_row` on
///   b               [depth, columns]: a line is a column, from line `first_column` on
///   of_columns      bias for each line of b, counted from its first, or NULL
///   of_rows         bias for each line of a, or NULL; one of the two at most
///   y               [rows, columns], rows `stride` apart
///   scratch         k_product_scratch floats
///
/// Both operands are widened while they are laid out for the inner loops, 256 terms at a time; the
/// order of each sum depends on `depth` alone.
///
/// With K_AVX512_BF16, where b is bfloat16 and `depth` even and both are stored line by line, a is
/// rounded to bfloat16 instead, and 512 terms are taken at a time, in pairs of which the second is
/// added first. Products of bfloat16 are exact, so a alone is rounded; subnormal numbers count as
/// zero.
///
/// A layout after Van Zee & van de Geijn 2015, "BLIS",
/// doi:10.1145/2764454, section 4.
typedef struct {
    k_lines a, b;
    const float *of_columns, *of_rows;
    size_t depth;
} k_product;

void k_product_f32(k_instructions set, const k_product *product, size_t first_row, size_t rows,
                   size_t first_column, size_t columns, float *y, size_t stride, float *scratch);
