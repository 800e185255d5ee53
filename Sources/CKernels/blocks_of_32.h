#pragma once

#include <stdint.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "simd.h"

/// Thirty-two bytes, and sixteen.
typedef uint8_t k_u8x32 __attribute__((vector_size(32)));
typedef uint8_t k_u8x16 __attribute__((vector_size(16)));

K_BEGIN

/// The parts of one block of each format of 32, as k_block_parts gives them.

K_INLINE k_u8x32 k_load_bytes(const void *x) {
    k_u8x32 v;
    memcpy(&v, x, sizeof v);
    return v;
}

K_INLINE void k_store_bytes(void *y, k_u8x32 v) { memcpy(y, &v, sizeof v); }

/// Number i is the low half of byte i, number i + 16 the high half.
K_INLINE k_u8x32 k_halves(const uint8_t *bytes) {
    k_u8x16 v;
    memcpy(&v, bytes, sizeof v);
    const k_u8x16 low = v & 15, high = v >> 4;
    return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
                                   16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
}

/// 16 where bit i of a number of 32 bits is set.
K_INLINE k_u8x32 k_fifth_bits(const uint8_t *place) {
    uint32_t bits;
    memcpy(&bits, place, sizeof bits);
    const k_u8x32 all = (k_u8x32)(k_u32x8){bits, bits, bits, bits, bits, bits, bits, bits};
    const k_u8x32 spread = __builtin_shufflevector(
        all, all, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 18, 18, 18, 18, 18, 18, 18, 18,
        19, 19, 19, 19, 19, 19, 19, 19);
    const uint64_t each = 0x8040201008040201;
    typedef uint64_t u64x4 __attribute__((vector_size(32)));
    const k_u8x32 mask = (k_u8x32)(u64x4){each, each, each, each};
    return (k_u8x32)((spread & mask) == mask) & 16;
}

/// The values that the numbers 0…15 stand for in IQ4_NL and IQ4_XS.
K_INLINE k_u8x32 k_iq4_values(k_u8x32 numbers) {
    static const int8_t VALUES[32] = {
        -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113,
        -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113,
    };
#if defined(__x86_64__)
    return (k_u8x32)_mm256_shuffle_epi8((__m256i)k_load_bytes(VALUES), (__m256i)numbers);
#else
    k_u8x32 values;
    for (int i = 0; i < 32; i++) {
        values[i] = (uint8_t)VALUES[numbers[i]];
    }
    return values;
#endif
}

K_INLINE void k_parts_q4_0(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const float d = k_f16_at(block);
    scales[0] = d;
    offsets[0] = -8 * d;
    k_store_bytes(codes, k_halves(block + 2));
}

K_INLINE void k_parts_q4_1(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    scales[0] = k_f16_at(block);
    offsets[0] = k_f16_at(block + 2);
    k_store_bytes(codes, k_halves(block + 4));
}

K_INLINE void k_parts_q5_0(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const float d = k_f16_at(block);
    scales[0] = d;
    offsets[0] = -16 * d;
    k_store_bytes(codes, k_halves(block + 6) | k_fifth_bits(block + 2));
}

K_INLINE void k_parts_q5_1(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    scales[0] = k_f16_at(block);
    offsets[0] = k_f16_at(block + 2);
    k_store_bytes(codes, k_halves(block + 8) | k_fifth_bits(block + 4));
}

K_INLINE void k_parts_q8_0(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    scales[0] = k_f16_at(block);
    offsets[0] = 0;
    k_store_bytes(codes, k_load_bytes(block + 2));
}

K_INLINE void k_parts_iq4_nl(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    scales[0] = k_f16_at(block);
    offsets[0] = 0;
    k_store_bytes(codes, k_iq4_values(k_halves(block + 2)));
}

K_END
