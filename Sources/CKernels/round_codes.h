#pragma once

#include "simd.h"

K_BEGIN

/// Rounds 32 numbers to whole numbers of −127…127, and gives what one of them is worth.
K_INLINE float k_round_32(const float *x, k_i32x8 codes[4]) {
    k_f32x8 largest = {0};
    for (int i = 0; i < 4; i++) {
        largest = __builtin_elementwise_max(largest, __builtin_elementwise_abs(k_load8(x + 8 * i)));
    }
    float most = 0;
    for (int i = 0; i < 8; i++) {
        most = largest[i] > most ? largest[i] : most;
    }
    const k_f32x8 inverse = k_splat8(most > 0 ? 127 / most : 0);
    for (int i = 0; i < 4; i++) {
        codes[i] = __builtin_convertvector(__builtin_elementwise_rint(k_load8(x + 8 * i) * inverse),
                                           k_i32x8);
    }
    return most / 127;
}

K_INLINE void k_narrow_codes(k_i32x8 codes, int8_t to[8]) {
    typedef int8_t i8x8 __attribute__((vector_size(8)));
    const i8x8 narrow = __builtin_convertvector(codes, i8x8);
    memcpy(to, &narrow, sizeof narrow);
}

K_INLINE int32_t k_sum_codes(k_i32x8 codes) {
    return ((codes[0] + codes[4]) + (codes[1] + codes[5]))
           + ((codes[2] + codes[6]) + (codes[3] + codes[7]));
}

K_END
