#pragma once

#include <stddef.h>
#include <stdint.h>

#include "convert.h"
#include "lines.h"

/// Numbers of four bits that are looked up in a table, runs of them under one scale:
///
///     y[i] = table[code[i]] · scale[i / run]
///
/// The codes lie two to a byte, the first in the upper half. Scales are numbers, or themselves
/// looked up and scaled. Reference: bitsandbytes:functional.py, dequantize_4bit.
typedef struct {
    const uint8_t *codes;
    /// The first number that `first` counts from.
    size_t start;
    /// For each byte the two numbers it stands for, [256, 2].
    const float *pairs;
    /// Numbers that share a scale.
    size_t run;
    /// [numbers / run], or NULL where scales are looked up:
    ///
    ///     scale[i] = scale_table[scale_codes[i]] · scale_scales[i / scale_run] + scale_offset
    const float *scales;
    const uint8_t *scale_codes;
    const float *scale_table;
    const float *scale_scales;
    size_t scale_run;
    float scale_offset;
    /// What each number is rounded to: K_FLOAT32, K_BFLOAT16 or K_FLOAT16.
    k_element type;
} k_table_codes;

/// Writes `count` numbers from number `first` on.
void k_widen_table(const k_table_codes *codes, size_t first, size_t count, float *y);

/// A `k_widen` for such numbers: `context` is a `k_table_codes`. Rows need not begin with a byte:
/// what lies between the row and the start of the lines, in bytes, is taken as the number it begins
/// with.
void k_widen_table_row(const k_lines *lines, const void *row, size_t first, size_t count, float *y);
