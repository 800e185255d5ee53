#pragma once

#include <stddef.h>
#include <stdint.h>

/// What is known of the queries of one block after some of their keys: enough to go on with the
/// next keys without the scores of the earlier ones (Milakov & Gimelshein 2018, arXiv:1805.02867).
typedef struct {
    /// [rows], largest score so far; begins as -infinity.
    float *largest;
    /// [rows], sum so far of exp(score - largest); begins as 0.
    float *sum;
    /// [rows, width], sum so far of exp(score - largest) · value; begins as 0.
    float *y;
    size_t rows;
    size_t width;
} k_attended;

/// What is added to the scores of a block, or hides some of them.
typedef struct {
    /// Number added to the score at row · bias_row + column · bias_column, or NULL.
    const float *bias;
    ptrdiff_t bias_row;
    ptrdiff_t bias_column;
    /// Zero where the score is hidden, at row · mask_row + column · mask_column, or NULL.
    const uint8_t *mask;
    ptrdiff_t mask_row;
    ptrdiff_t mask_column;
    /// Row r sees the columns below visible + r; PTRDIFF_MAX for all of them.
    ptrdiff_t visible;
} k_attention_rule;

/// Turns the scores of a block of keys into the weights of its values, and scales what was attended
/// before to the new largest score; the caller then adds weights · values to y.
///
///   scores    [rows, columns], contiguous, replaced by exp(score - largest), 0 where hidden
///   attended  brought up to date but for adding weights · values
void k_attend_f32(float *scores, size_t columns, const k_attention_rule *rule,
                  const k_attended *attended);

/// Divides what was attended by the sums: zeros for a row that saw no key.
void k_attend_finish_f32(const k_attended *attended);
