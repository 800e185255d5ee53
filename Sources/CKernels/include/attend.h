#pragma once

#include <stddef.h>
#include <stdint.h>

#include "instructions.h"
#include "lines.h"

/// What is added to the scores of one head, or hides some of them.
typedef struct {
    /// Number added to the score at query · bias_row + key · bias_column, or NULL.
    const float *bias;
    ptrdiff_t bias_row;
    ptrdiff_t bias_column;
    /// Zero where the score is hidden, at query · mask_row + key · mask_column, or NULL.
    const uint8_t *mask;
    ptrdiff_t mask_row;
    ptrdiff_t mask_column;
    /// Query r sees the keys below visible + r; PTRDIFF_MAX for all of them.
    ptrdiff_t visible;
} k_attention_rule;

/// Attention of one head.
///
///     y[r] = sum over c of softmax(q · kᵀ · scale + bias)[r, c] · v[c]
typedef struct {
    /// [queries, width] and [keys, width]: a line is a query or a key.
    k_lines q, k;
    /// [keys, value_width], stored across: a line is a component of the values, a term a key.
    k_lines v;
    size_t keys, width, value_width;
    float scale;
    k_attention_rule rule;
} k_attention;

/// Floats of scratch for `k_attend_f32` of at most so many queries.
size_t k_attend_scratch(const k_attention *attention, size_t queries);

/// Attends the queries first ..< last.
///
///   y         [last - first, value_width], contiguous; zeros for a query that sees no key
///   log_sums  [last - first], the logarithm of the sum of exp(score) over the keys seen, -infinity
///             for none; or NULL
///   scratch   k_attend_scratch floats
///
/// The scores of a block of keys live in the first-level cache, from their making to their use:
/// what is known of a query after some of its keys is enough to go on with the next (Milakov &
/// Gimelshein 2018, arXiv:1805.02867). The order of every sum depends on the numbers of keys and
/// components alone. A weight below 2^-125 of the largest counts as zero.
void k_attend_f32(k_instructions set, const k_attention *attention, size_t first, size_t last,
                  float *y, float *log_sums, float *scratch);
