#include "block_parts.h"

#include "simd.h"

K_BEGIN

const int8_t k_iq4_values[16] = {-127, -104, -83, -65, -49, -35, -22, -10,
                                 1,    13,   25,  38,  53,  69,  89,  113};

// Code i is the low half of byte i, code i + 16 the high half.
K_INLINE void halves(const uint8_t *bytes, int8_t *codes) {
    for (int i = 0; i < 16; i++) {
        codes[i] = bytes[i] & 15;
        codes[i + 16] = bytes[i] >> 4;
    }
}

// The fifth bit of code i is bit i of a 32-bit number.
K_INLINE void add_fifth_bits(const uint8_t *place, int8_t *codes) {
    uint32_t bits;
    memcpy(&bits, place, sizeof bits);
    for (int i = 0; i < 32; i++) {
        codes[i] |= (bits >> i & 1) << 4;
    }
}

void k_parts_q4_0(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const float d = k_f16_at(block);
    scales[0] = d;
    offsets[0] = -8 * d;
    halves(block + 2, codes);
}

void k_parts_q4_1(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    scales[0] = k_f16_at(block);
    offsets[0] = k_f16_at(block + 2);
    halves(block + 4, codes);
}

void k_parts_q5_0(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    const float d = k_f16_at(block);
    scales[0] = d;
    offsets[0] = -16 * d;
    halves(block + 6, codes);
    add_fifth_bits(block + 2, codes);
}

void k_parts_q5_1(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    scales[0] = k_f16_at(block);
    offsets[0] = k_f16_at(block + 2);
    halves(block + 8, codes);
    add_fifth_bits(block + 4, codes);
}

void k_parts_q8_0(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    scales[0] = k_f16_at(block);
    offsets[0] = 0;
    memcpy(codes, block + 2, 32);
}

void k_parts_iq4_nl(const uint8_t *block, int8_t *codes, float *scales, float *offsets) {
    scales[0] = k_f16_at(block);
    offsets[0] = 0;
    for (int i = 0; i < 16; i++) {
        codes[i] = k_iq4_values[block[2 + i] & 15];
        codes[i + 16] = k_iq4_values[block[2 + i] >> 4];
    }
}

K_END
