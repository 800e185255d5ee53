#pragma once

#include "include/attend.h"

// The parts of attention between its products. Scores lie with a lane for each query of a panel:
// [keys, lanes], lanes a multiple of 8.

/// Scores are kept as multiples of log 2, so that their exponentials are powers of two: queries are
/// multiplied by this besides the scale, and what is added to the scores too.
static const float K_LOG2_E = 1.44269504088896341f;

/// Adds the bias to scores and sets those that are hidden to -infinity.
///
///   scores  of the keys from `key` on, `keys` of them, and the queries from `query` on, of which
///           only the first `queries` are looked up
void k_apply_rule(const k_attention_rule *rule, size_t query, size_t queries, size_t key,
                  size_t keys, size_t lanes, float *scores);

/// Turns scores into weights, and brings what is known of the queries up to date, but for adding
/// weights · values to y.
///
///   scores   [keys, lanes], replaced by 2^(score - largest)
///   largest  [lanes], largest score so far; begins as -infinity
///   sum      [lanes], sum so far of 2^(score - largest); begins as 0
///   y        [width, lanes], sum so far of 2^(score - largest) · value; begins as 0
void k_soften(float *scores, size_t keys, size_t lanes, float *largest, float *sum, float *y,
              size_t width);

/// Divides by the sums and writes a row for each query.
///
///   panels         [(queries + lanes - 1) / lanes, width, lanes]
///   largest, sum   one for each query
///   y              [queries, width]
///   log_sums       [queries] or NULL
void k_finish_attention(const float *panels, const float *largest, const float *sum, size_t queries,
                        size_t width, size_t lanes, float *y, float *log_sums);
