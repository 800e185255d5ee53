#pragma once

#include <stdint.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "simd.h"

/// Thirty-two codes; a lane of a sum takes four neighbours.
typedef int8_t k_i8x32 __attribute__((vector_size(32)));
typedef int16_t k_i16x16 __attribute__((vector_size(32)));

K_BEGIN

K_INLINE k_i8x32 k_load_codes(const int8_t *codes) {
    k_i8x32 v;
    memcpy(&v, codes, sizeof v);
    return v;
}

/// Four codes in every lane.
K_INLINE k_i8x32 k_repeat_codes(const int8_t *codes) {
    int32_t four;
    memcpy(&four, codes, sizeof four);
    return (k_i8x32)(k_i32x8){four, four, four, four, four, four, four, four};
}

#if defined(__x86_64__)

/// Sums of two neighbouring products of codes w, 0…63, and x.
K_INLINE k_i16x16 k_pairs_of_codes(k_i8x32 w, k_i8x32 x) {
    return (k_i16x16)_mm256_maddubs_epi16((__m256i)w, (__m256i)x);
}

/// The same for codes w of any sign; x is above −128.
K_INLINE k_i16x16 k_pairs_of_signed_codes(k_i8x32 w, k_i8x32 x) {
    const __m256i signed_x = _mm256_sign_epi8((__m256i)x, (__m256i)w);
    return (k_i16x16)_mm256_maddubs_epi16(_mm256_abs_epi8((__m256i)w), signed_x);
}

/// Sums of two neighbouring sums.
K_INLINE k_i32x8 k_fours_of_pairs(k_i16x16 pairs) {
    return (k_i32x8)_mm256_madd_epi16((__m256i)pairs, _mm256_set1_epi16(1));
}

#else

K_INLINE k_i16x16 k_pairs_of_codes(k_i8x32 w, k_i8x32 x) {
    k_i16x16 pairs;
    for (int i = 0; i < 16; i++) {
        pairs[i] = (int16_t)(w[2 * i] * x[2 * i] + w[2 * i + 1] * x[2 * i + 1]);
    }
    return pairs;
}

K_INLINE k_i16x16 k_pairs_of_signed_codes(k_i8x32 w, k_i8x32 x) { return k_pairs_of_codes(w, x); }

K_INLINE k_i32x8 k_fours_of_pairs(k_i16x16 pairs) {
    k_i32x8 fours;
    for (int i = 0; i < 8; i++) {
        fours[i] = pairs[2 * i] + pairs[2 * i + 1];
    }
    return fours;
}

#endif

K_END
