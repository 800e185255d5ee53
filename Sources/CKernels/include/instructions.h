#pragma once

/// Sets of vector instructions, each containing the ones before it.
typedef enum {
    /// On x86-64 AVX2, FMA and F16C, which the program requires; elsewhere what there always is.
    K_BASELINE,
    /// AVX-512 F, VL, BW, DQ and CD.
    K_AVX512,
} k_instructions;

/// Whether this processor has a set of instructions, and the system saves its registers.
int k_has_instructions(k_instructions set);
