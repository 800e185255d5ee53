#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "simd.h"

// As for AVX-512; a term is a pair of bfloat16.
#define LANES 16
#define ROWS 12
#define VECTORS 2
#define MULTIPLIER k_multiplier_bf16
#if defined(__x86_64__)
#define MULTIPLY_ADD(left, right, sum)                                                             \
    ((vector)_mm512_dpbf16_ps((__m512)(sum), (__m512bh)(left), (__m512bh)(right)))
#else
#define MULTIPLY_ADD add_pairs
#endif

K_BEGIN_AVX512_BF16
#if !defined(__x86_64__)
#include "pairs.h"
#endif
#include "multiply_panels.h"
K_END
