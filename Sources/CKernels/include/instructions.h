#pragma once

/// Sets of vector instructions, each containing the ones before it.
typedef enum {
    /// On x86-64 AVX2, FMA and F16C, which the program requires; elsewhere what there always is.
    K_BASELINE,
    /// AVX-512 F, VL, BW, DQ and CD.
    K_AVX512,
    /// AVX-512 VNNI: sums of four products of bytes.
    K_AVX512_VNNI,
    /// AVX-512 BF16: sums of two products of bfloat16.
    K_AVX512_BF16,
} k_instructions;

/// Whether this processor has a set of instructions, and the system saves its registers.
int k_has_instructions(k_instructions set);
