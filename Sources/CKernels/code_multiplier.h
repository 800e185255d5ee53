#pragma once

#include <stdint.h>

#include "include/codes.h"

/// What the inner loops of products of codes are compiled for.
typedef enum {
    /// −128…127, 32 to a scale.
    K_SIGNED_CODES,
    /// 0…15, 0…31, 32 to a scale.
    K_CODES_OF_4_BITS,
    K_CODES_OF_5_BITS,
    /// 0…15, 0…63, 16 to a scale.
    K_CODES_OF_4_BITS_BY_16,
    K_CODES_OF_6_BITS_BY_16,
    K_CODE_KINDS,
} k_code_kind;

/// How codes lie in a unit of four bytes, one for each line of a panel: [units, lines].
typedef enum {
    /// Four codes.
    K_BYTES,
    /// Two codes of sixteen bits.
    K_WORDS,
} k_code_unit;

/// A panel of rounded rows, from some term on.
typedef struct {
    /// [units, rows]
    const void *codes;
    /// [terms / 32, rows]
    const float *scales;
    /// [terms / group, rows]: scale times the sum of codes; for signed codes in bytes, −128 times
    /// the sum of codes as int32.
    const void *sums;
} k_rows_panel;

/// A panel of rows of blocks, taken apart.
typedef struct {
    /// [units, columns]; signed codes in bytes have 128 added.
    const void *codes;
    /// [terms / group, columns]
    const float *scales;
    /// [terms / group, columns]; not read for signed codes.
    const float *offsets;
} k_blocks_panel;

/// What a product of codes adds its sums to.
typedef struct {
    /// [rows, columns], rows `stride` apart, which is zero where all begin alike; may be y itself.
    /// NULL for zeros.
    const float *sums;
    size_t stride;
} k_codes_start;

/// Vectors of bytes that `in_registers` reads: as many as there are sums, from each of some starts.
enum { K_LIMIT_STARTS = 8, K_LIMIT_VECTORS = K_LIMIT_STARTS + 24 };

/// The inner loops for one set of instructions.
typedef struct {
    /// Lines of a panel of rounded rows, and of one of blocks.
    size_t rows, columns;
    /// How signed codes lie; the others lie in bytes.
    k_code_unit of_signed;
    /// Multiplies panels of rounded rows, `panel_bytes` apart, by a panel of blocks.
    ///
    ///   y  [rows, columns], rows `stride` apart, at most this->columns of them
    ///
    /// Each sum takes those of offsets first, then those of codes, group after group, and is then
    /// added to what it starts from.
    void (*multiply[K_CODE_KINDS])(const k_rows_panel *x, size_t panel_bytes,
                                   const k_blocks_panel *w, size_t terms, size_t rows,
                                   size_t columns, const k_codes_start *start, float *y,
                                   size_t stride);
    /// Multiplies bytes in registers: rows · columns · 4 products a round, of K_LIMIT_VECTORS
    /// vectors.
    int32_t (*in_registers)(const uint8_t *factors, size_t rounds);
} k_code_multiplier;

extern const k_code_multiplier k_code_multiplier_baseline;
extern const k_code_multiplier k_code_multiplier_avx512;
extern const k_code_multiplier k_code_multiplier_vnni;

/// `k_rounded_panels` and its companions, for a multiplier.
size_t k_rounded_panel_bytes_with(const k_code_multiplier *m, k_block_format format, size_t depth);
void k_round_panels_with(const k_code_multiplier *m, k_block_format format, const float *x,
                         size_t rows, size_t depth, size_t first, size_t count, void *rounded);
void k_multiply_codes_with(const k_code_multiplier *m, const k_codes_product *product,
                           size_t first_row, size_t rows, size_t first_column, size_t columns,
                           float *y, size_t stride, float *scratch);
