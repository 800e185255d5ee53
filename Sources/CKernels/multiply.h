#pragma once

#include "include/instructions.h"
#include "include/lines.h"

/// What a product adds its sums to.
typedef struct {
    /// [rows, columns], rows `stride` apart; may be y itself. If not NULL, `of_columns` and
    /// `of_rows` are not read.
    const float *sums;
    size_t stride;
    /// [columns], or NULL for zeros.
    const float *of_columns;
    /// [rows], or NULL for zeros.
    const float *of_rows;
} k_start;

/// The inner loops of products, for one set of instructions.
typedef struct {
    /// Lines of the left operand in a panel, and of the right.
    size_t rows, columns;
    /// Multiplies packed operands.
    ///
    ///     y[r, c] = start + sum over t of a[r, t] · b[c, t]
    ///
    ///   a  [panels, terms, this->rows]; see k_pack
    ///   b  [panels, terms, this->columns]
    ///   y  [rows, columns], rows `stride` apart
    ///
    /// Each sum begins at zero and takes its terms in order, each rounded once; so the result is
    /// the same for every set of instructions.
    ///
    /// For `k_multiplier_bf16` a term is a pair of bfloat16 in the place of a float, the first in
    /// the lower half; a sum takes the product of the second, then that of the first, each rounded
    /// once, to nearest, and subnormal numbers are zero wherever they stand.
    void (*multiply)(const float *a, const float *b, size_t terms, size_t rows, size_t columns,
                     const k_start *start, float *y, size_t stride);
    /// Adds rows · columns products in registers, `rounds` times; gives the sum of all.
    float (*in_registers)(size_t rounds);
} k_multiplier;

extern const k_multiplier k_multiplier_baseline;
extern const k_multiplier k_multiplier_avx512;
extern const k_multiplier k_multiplier_bf16;

static inline const k_multiplier *k_multiplier_for(k_instructions set) {
    return set >= K_AVX512 ? &k_multiplier_avx512 : &k_multiplier_baseline;
}
