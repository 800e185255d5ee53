#include "limit.h"

#include "simd.h"

K_BEGIN

// As many sums as hide the latency of a multiplication and still stay in registers.
enum { SUMS = 12 };

float k_multiply_in_registers(size_t rounds) {
    k_f32x8 sums[SUMS] = {0};
    k_f32x8 x = k_splat8(0.5f), y = k_splat8(0.25f);
    for (size_t i = 0; i < rounds; i++) {
        // Nothing is known of the factors, so that no product is taken out of the loop.
        __asm__ volatile("" : "+x"(x), "+x"(y));
        for (int s = 0; s < SUMS; s++) {
            sums[s] = k_fma8(x, y, sums[s]);
        }
    }
    float sum = 0;
    for (int s = 0; s < SUMS; s++) {
        sum += k_sum8(sums[s]);
    }
    return sum;
}

size_t k_multiply_in_registers_operations(size_t rounds) { return rounds * SUMS * 8 * 2; }

K_END
