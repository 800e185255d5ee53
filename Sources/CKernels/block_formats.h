#pragma once

#include "blocks_of_256.h"

/// The formats that have codes: APPLY(format, parts, numbers, bytes, numbers to a scale, whether
/// codes are signed and have no offsets).
#define K_FORMATS_OF_CODES(APPLY)                                                                  \
    APPLY(K_Q4_0, k_parts_q4_0, 32, 18, 32, 0)                                                     \
    APPLY(K_Q4_1, k_parts_q4_1, 32, 20, 32, 0)                                                     \
    APPLY(K_Q5_0, k_parts_q5_0, 32, 22, 32, 0)                                                     \
    APPLY(K_Q5_1, k_parts_q5_1, 32, 24, 32, 0)                                                     \
    APPLY(K_Q8_0, k_parts_q8_0, 32, 34, 32, 1)                                                     \
    APPLY(K_IQ4_NL, k_parts_iq4_nl, 32, 18, 32, 1)                                                 \
    APPLY(K_Q2_K, k_parts_q2_k, 256, 84, 16, 0)                                                    \
    APPLY(K_Q3_K, k_parts_q3_k, 256, 110, 16, 0)                                                   \
    APPLY(K_Q4_K, k_parts_q4_k, 256, 144, 32, 0)                                                   \
    APPLY(K_Q5_K, k_parts_q5_k, 256, 176, 32, 0)                                                   \
    APPLY(K_Q6_K, k_parts_q6_k, 256, 210, 16, 0)                                                   \
    APPLY(K_IQ4_XS, k_parts_iq4_xs, 256, 136, 32, 1)
