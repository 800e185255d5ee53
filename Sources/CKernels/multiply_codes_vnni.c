#include "simd.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define FOURS(sums, w, x)                                                                          \
    (lanes) _mm512_dpbusd_epi32((__m512i)(sums), (__m512i)(w), (__m512i)(x))
#endif

#define HAS_FOURS 1
#define LANES 16
#define ROWS 12
#define VECTORS 2
#define MULTIPLIER k_code_multiplier_vnni

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4,avx512vnni"))), \
                             apply_to = function)
#include "multiply_codes.h"
#pragma clang attribute pop
#else
#include "multiply_codes.h"
#endif
