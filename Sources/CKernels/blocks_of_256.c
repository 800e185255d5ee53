#include "block_parts.h"

#include "simd.h"

K_BEGIN

typedef uint8_t u8x32 __attribute__((vector_size(32)));

K_INLINE u8x32 load32(const uint8_t *x) {
    u8x32 v;
    memcpy(&v, x, sizeof v);
    return v;
}

K_INLINE void store32(int8_t *y, u8x32 v) { memcpy(y, &v, sizeof v); }

// In Q2_K, Q3_K and Q6_K a half block n of 128 codes is four runs g of 32; the codes of the four at
// one place share a byte of two-bit fields.

void k_parts_q2_k(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const float d = k_f16_at(block + 80);
    const float minimum = k_f16_at(block + 82);
    for (int j = 0; j < 16; j++) {
        scales[j] = d * (float)(block[j] & 15);
        offsets[j] = -minimum * (float)(block[j] >> 4);
    }
    for (int n = 0; n < 2; n++) {
        const u8x32 pairs = load32(block + 16 + 32 * n);
        for (int g = 0; g < 4; g++) {
            store32(codes + 128 * n + 32 * g, pairs >> (2 * g) & 3);
        }
    }
}

// A code is two bits and a third one in `high`; value 4 less than it.
void k_parts_q3_k(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const u8x32 high = load32(block);
    const uint8_t *s = block + 96;
    const float d = k_f16_at(block + 108);
    for (int j = 0; j < 16; j++) {
        const int scale = (s[j % 8] >> 4 * (j / 8) & 15) | (s[8 + j % 4] >> 2 * (j / 4) & 3) << 4;
        scales[j] = d * (float)(scale - 32);
        offsets[j] = -4 * scales[j];
    }
    for (int n = 0; n < 2; n++) {
        const u8x32 pairs = load32(block + 32 + 32 * n);
        for (int g = 0; g < 4; g++) {
            const u8x32 third = (high >> (4 * n + g) & 1) << 2;
            store32(codes + 128 * n + 32 * g, (pairs >> (2 * g) & 3) | third);
        }
    }
}

// Eight scales and eight minimums of six bits in twelve bytes.
K_INLINE void scales_and_minimums(const uint8_t *block, float *scales, float *offsets) {
    const float d = k_f16_at(block);
    const float minimum = k_f16_at(block + 2);
    const uint8_t *s = block + 4;
    for (int j = 0; j < 4; j++) {
        scales[j] = d * (float)(s[j] & 63);
        offsets[j] = -minimum * (float)(s[j + 4] & 63);
        scales[j + 4] = d * (float)((s[j + 8] & 15) | (s[j] >> 6) << 4);
        offsets[j + 4] = -minimum * (float)(s[j + 8] >> 4 | (s[j + 4] >> 6) << 4);
    }
}

void k_parts_q4_k(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    scales_and_minimums(block, scales, offsets);
    for (int n = 0; n < 4; n++) {
        const u8x32 halves = load32(block + 16 + 32 * n);
        store32(codes + 64 * n, halves & 15);
        store32(codes + 64 * n + 32, halves >> 4);
    }
}

void k_parts_q5_k(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    scales_and_minimums(block, scales, offsets);
    const u8x32 fifth = load32(block + 16);
    for (int n = 0; n < 4; n++) {
        const u8x32 halves = load32(block + 48 + 32 * n);
        store32(codes + 64 * n, (halves & 15) | (fifth >> (2 * n) & 1) << 4);
        store32(codes + 64 * n + 32, halves >> 4 | (fifth >> (2 * n + 1) & 1) << 4);
    }
}

// A code is four bits and two more; value 32 less than it.
void k_parts_q6_k(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const float d = k_f16_at(block + 208);
    for (int j = 0; j < 16; j++) {
        scales[j] = d * (float)(int8_t)block[192 + j];
        offsets[j] = -32 * scales[j];
    }
    for (int n = 0; n < 2; n++) {
        const u8x32 even = load32(block + 64 * n);
        const u8x32 odd = load32(block + 64 * n + 32);
        const u8x32 high = load32(block + 128 + 32 * n);
        int8_t *to = codes + 128 * n;
        store32(to, (even & 15) | (high & 3) << 4);
        store32(to + 32, (odd & 15) | (high >> 2 & 3) << 4);
        store32(to + 64, even >> 4 | (high >> 4 & 3) << 4);
        store32(to + 96, odd >> 4 | high >> 6 << 4);
    }
}

void k_parts_iq4_xs(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const float d = k_f16_at(block);
    const int high = block[2] | block[3] << 8;
    for (int j = 0; j < 8; j++) {
        const int scale = (block[4 + j / 2] >> 4 * (j % 2) & 15) | (high >> 2 * j & 3) << 4;
        scales[j] = d * (float)(scale - 32);
        offsets[j] = 0;
        const uint8_t *halves = block + 8 + 16 * j;
        for (int i = 0; i < 16; i++) {
            codes[32 * j + i] = k_iq4_values[halves[i] & 15];
            codes[32 * j + 16 + i] = k_iq4_values[halves[i] >> 4];
        }
    }
}

K_END
