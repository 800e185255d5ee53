#pragma once

#include <stdint.h>

/// The parts of one block of each format, as k_block_parts gives them.
typedef void k_parts(const uint8_t *block, int8_t *codes, float *scales, float *offsets);

k_parts k_parts_q4_0, k_parts_q4_1, k_parts_q5_0, k_parts_q5_1, k_parts_q8_0, k_parts_iq4_nl;
k_parts k_parts_q2_k, k_parts_q3_k, k_parts_q4_k, k_parts_q5_k, k_parts_q6_k, k_parts_iq4_xs;

/// The values that the codes of IQ4_NL and IQ4_XS stand for.
extern const int8_t k_iq4_values[16];
