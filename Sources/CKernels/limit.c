#include "limit.h"

#include "multiply.h"

static const k_multiplier *multiplier_for(k_instructions set, k_element type) {
    return type == K_BFLOAT16 && set >= K_AVX512_BF16 ? &k_multiplier_bf16 : k_multiplier_for(set);
}

float k_multiply_in_registers(k_instructions set, k_element type, size_t rounds) {
    return multiplier_for(set, type)->in_registers(rounds);
}

size_t k_multiply_in_registers_operations(k_instructions set, k_element type, size_t rounds) {
    const k_multiplier *m = multiplier_for(set, type);
    // A pair of bfloat16 is two products.
    const size_t products = m == &k_multiplier_bf16 ? 2 : 1;
    return rounds * m->rows * m->columns * products * 2;
}
