#pragma once

#include <stddef.h>

/// The multiplier of AVX-512, compiled for the baseline: vectors of sixteen become two of eight, so that
/// its panels and edges are tested on every machine. Operands as `k_multiplier` reads them, 12 and 32
/// lines to a panel; y holds `rows` × `columns` numbers without gaps and is added to.
void wide_multiply(const float *a, const float *b, size_t terms, size_t rows, size_t columns,
                   float *y);

/// The same for the multiplier of bfloat16: a term is a pair, in the place of a float.
void wide_multiply_pairs(const float *a, const float *b, size_t terms, size_t rows, size_t columns,
                         float *y);

/// Lays lines of float32 out in panels, as k_pack does.
void wide_pack(const float *x, size_t lines, size_t terms, size_t width, float *y);
