#pragma once

#include <stddef.h>
#include <stdint.h>

/// How numbers are packed in blocks that share scales, the formats of GGUF files, or in a byte each.
///
/// A code is a small whole number; groups of 16 or 32 codes share a scale and an offset:
///
///     value[i] = scale[i / group] · code[i] + offset[i / group]
///
/// Every product of a scale and a code is exact in float32, so this is the same value, to the bit, as
/// the definitions give that subtract from the code first. Layouts: ggml-org/ggml:src/ggml-common.h.
typedef enum {
    K_Q4_0,
    K_Q4_1,
    K_Q5_0,
    K_Q5_1,
    K_Q8_0,
    K_IQ4_NL,
    K_Q2_K,
    K_Q3_K,
    K_Q4_K,
    K_Q5_K,
    K_Q6_K,
    K_IQ4_XS,
    /// Eight-bit floats: blocks of one number, without parts.
    K_F8_E4M3,
    K_F8_E5M2,
} k_block_format;

/// Most codes of a block, and most groups of a block.
enum { K_BLOCK_CODES = 256, K_BLOCK_GROUPS = 16 };

/// Numbers of one block: 32 or 256, or one.
size_t k_block_count(k_block_format format);

/// Size of one block in bytes.
size_t k_block_bytes(k_block_format format);

/// Numbers that share a scale: 16 or 32; 0 for a format that has no codes.
size_t k_block_group(k_block_format format);

/// The parts of one block of a format that has codes.
///
///   block    k_block_bytes bytes, at any alignment
///   codes    [k_block_count], −128…127; in formats other than Q8_0, IQ4_NL and IQ4_XS 0…63
///   scales   [k_block_count / k_block_group]
///   offsets  as many
void k_block_parts(k_block_format format, const void *block, int8_t *codes, float *scales,
                   float *offsets);

/// The numbers of a run of whole blocks.
///
///   blocks  [count] blocks
///   scale   multiplies each number
///   y       [count · k_block_count]
void k_widen_blocks(k_block_format format, const void *blocks, size_t count, float scale,
                    float *y);
