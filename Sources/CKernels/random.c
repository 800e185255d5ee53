#include "include/random.h"

#include "simd.h"
#include "vector_math.h"

K_BEGIN

enum { WORDS = K_MERSENNE_WORDS, SHIFT = 397 };

K_INLINE uint32_t twisted(uint32_t high, uint32_t low, uint32_t far) {
    const uint32_t mixed = (high & 0x80000000u) | (low & 0x7FFFFFFFu);
    return far ^ (mixed >> 1) ^ (low & 1 ? 0x9908B0DFu : 0);
}

void k_mersenne_twist(uint32_t *state) {
    size_t i = 0;
    for (; i < WORDS - SHIFT; i++) {
        state[i] = twisted(state[i], state[i + 1], state[i + SHIFT]);
    }
    for (; i < WORDS - 1; i++) {
        state[i] = twisted(state[i], state[i + 1], state[i + SHIFT - WORDS]);
    }
    state[i] = twisted(state[i], state[0], state[SHIFT - 1]);
}

void k_mersenne_temper(const uint32_t *state, uint32_t *y, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint32_t word = state[i];
        word ^= word >> 11;
        word ^= (word << 7) & 0x9D2C5680u;
        word ^= (word << 15) & 0xEFC60000u;
        y[i] = word ^ (word >> 18);
    }
}

void k_uniform_f32(const uint32_t *x, float *y, size_t count) {
    for (size_t i = 0; i < count; i++) {
        // The word is read before the number is written over it.
        uint32_t word;
        memcpy(&word, x + i, sizeof word);
        const float number = (float)(int32_t)(word & 0xFFFFFF) * 0x1p-24f;
        memcpy(y + i, &number, sizeof number);
    }
}

void k_normal_f32(float *y, size_t blocks) {
    for (size_t block = 0; block < blocks; block++, y += 16) {
        const k_f32x8 a = 1.0f - k_load8(y);
        const k_f32x8 angle = k_load8(y + 8) * 6.28318530717958648f;
        const k_f32x8 radius = __builtin_elementwise_sqrt(-2.0f * k_log8(a));
        k_store8(y, radius * k_cos8(angle));
        k_store8(y + 8, radius * k_sin8(angle));
    }
}

K_END
