#pragma once

#include "blocks_of_32.h"

K_BEGIN

/// The parts of one block of each format of 256, as k_block_parts gives them.

typedef uint8_t k_u8x8 __attribute__((vector_size(8)));
typedef int8_t k_i8x8 __attribute__((vector_size(8)));

/// Eight whole numbers of a byte each.
K_INLINE k_f32x8 k_widen_u8x8(const void *x) {
    k_u8x8 v;
    memcpy(&v, x, sizeof v);
    return __builtin_convertvector(__builtin_convertvector(v, k_i32x8), k_f32x8);
}

K_INLINE k_f32x8 k_widen_i8x8(const void *x) {
    k_i8x8 v;
    memcpy(&v, x, sizeof v);
    return __builtin_convertvector(__builtin_convertvector(v, k_i32x8), k_f32x8);
}

// In Q2_K, Q3_K and Q6_K a half block n of 128 codes is four runs g of 32; the codes of the four at
// one place share a byte of two-bit fields.

K_INLINE void k_parts_q2_k(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const k_f32x8 d = k_splat8(k_f16_at(block + 80));
    const k_f32x8 minimum = k_splat8(-k_f16_at(block + 82));
    k_u8x16 both;
    memcpy(&both, block, sizeof both);
    const k_u8x16 low = both & 15, high = both >> 4;
    for (int j = 0; j < 16; j += 8) {
        k_store8(scales + j, d * k_widen_u8x8((const uint8_t *)&low + j));
        k_store8(offsets + j, minimum * k_widen_u8x8((const uint8_t *)&high + j));
    }
    for (int n = 0; n < 2; n++) {
        const k_u8x32 pairs = k_load_bytes(block + 16 + 32 * n);
        for (int g = 0; g < 4; g++) {
            k_store_bytes(codes + 128 * n + 32 * g, pairs >> (2 * g) & 3);
        }
    }
}

// A code is two bits and a third one in `high`; value 4 less than it.
K_INLINE void k_parts_q3_k(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const k_u8x32 high = k_load_bytes(block);
    const k_f32x8 d = k_splat8(k_f16_at(block + 108));
    uint64_t low_bits;
    uint32_t high_bits;
    memcpy(&low_bits, block + 96, sizeof low_bits);
    memcpy(&high_bits, block + 104, sizeof high_bits);
    for (int j = 0; j < 2; j++) {
        const uint64_t low = low_bits >> (4 * j) & 0x0F0F0F0F0F0F0F0F;
        const uint64_t first = high_bits >> (4 * j) & 0x03030303;
        const uint64_t second = high_bits >> (4 * j + 2) & 0x03030303;
        const uint64_t whole = low | (first | second << 32) << 4;
        const k_f32x8 scale = d * (k_widen_u8x8(&whole) - 32);
        k_store8(scales + 8 * j, scale);
        k_store8(offsets + 8 * j, scale * -4);
    }
    for (int n = 0; n < 2; n++) {
        const k_u8x32 pairs = k_load_bytes(block + 32 + 32 * n);
        for (int g = 0; g < 4; g++) {
            const k_u8x32 third = (high >> (4 * n + g) & 1) << 2;
            k_store_bytes(codes + 128 * n + 32 * g, (pairs >> (2 * g) & 3) | third);
        }
    }
}

// Eight scales and eight minimums of six bits in twelve bytes: the low six bits of the first four
// of each in a byte, of the last four the low four bits in the last four bytes and the others
// above.
K_INLINE void k_scales_and_minimums(const uint8_t *block, float *scales, float *offsets) {
    uint32_t s[3];
    memcpy(s, block + 4, sizeof s);
    const uint64_t scale =
        (s[0] & 0x3F3F3F3F)
        | (uint64_t)((s[2] & 0x0F0F0F0F) | (s[0] >> 6 & 0x03030303) << 4) << 32;
    const uint64_t minimum =
        (s[1] & 0x3F3F3F3F)
        | (uint64_t)((s[2] >> 4 & 0x0F0F0F0F) | (s[1] >> 6 & 0x03030303) << 4) << 32;
    k_store8(scales, k_splat8(k_f16_at(block)) * k_widen_u8x8(&scale));
    k_store8(offsets, k_splat8(-k_f16_at(block + 2)) * k_widen_u8x8(&minimum));
}

K_INLINE void k_parts_q4_k(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    k_scales_and_minimums(block, scales, offsets);
    for (int n = 0; n < 4; n++) {
        const k_u8x32 halves = k_load_bytes(block + 16 + 32 * n);
        k_store_bytes(codes + 64 * n, halves & 15);
        k_store_bytes(codes + 64 * n + 32, halves >> 4);
    }
}

K_INLINE void k_parts_q5_k(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    k_scales_and_minimums(block, scales, offsets);
    const k_u8x32 fifth = k_load_bytes(block + 16);
    for (int n = 0; n < 4; n++) {
        const k_u8x32 halves = k_load_bytes(block + 48 + 32 * n);
        k_store_bytes(codes + 64 * n, (halves & 15) | (fifth >> (2 * n) & 1) << 4);
        k_store_bytes(codes + 64 * n + 32, halves >> 4 | (fifth >> (2 * n + 1) & 1) << 4);
    }
}

// A code is four bits and two more; value 32 less than it.
K_INLINE void k_parts_q6_k(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const k_f32x8 d = k_splat8(k_f16_at(block + 208));
    for (int j = 0; j < 16; j += 8) {
        const k_f32x8 scale = d * k_widen_i8x8(block + 192 + j);
        k_store8(scales + j, scale);
        k_store8(offsets + j, scale * -32);
    }
    for (int n = 0; n < 2; n++) {
        const k_u8x32 even = k_load_bytes(block + 64 * n);
        const k_u8x32 odd = k_load_bytes(block + 64 * n + 32);
        const k_u8x32 high = k_load_bytes(block + 128 + 32 * n);
        int8_t *to = codes + 128 * n;
        k_store_bytes(to, (even & 15) | (high & 3) << 4);
        k_store_bytes(to + 32, (odd & 15) | (high >> 2 & 3) << 4);
        k_store_bytes(to + 64, even >> 4 | (high >> 4 & 3) << 4);
        k_store_bytes(to + 96, odd >> 4 | high >> 6 << 4);
    }
}

K_INLINE void k_parts_iq4_xs(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const float d = k_f16_at(block);
    const int high = block[2] | block[3] << 8;
    for (int j = 0; j < 8; j++) {
        const int scale = (block[4 + j / 2] >> 4 * (j % 2) & 15) | (high >> 2 * j & 3) << 4;
        scales[j] = d * (float)(scale - 32);
        offsets[j] = 0;
        k_store_bytes(codes + 32 * j, k_iq4_values(k_halves(block + 8 + 16 * j)));
    }
}

K_END
