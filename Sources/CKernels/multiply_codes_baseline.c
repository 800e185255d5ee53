#include "simd.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define PAIRS(w, x) _mm256_maddubs_epi16((__m256i)(w), (__m256i)(x))
#define SUM_PAIRS(w, x) (lanes) _mm256_madd_epi16((__m256i)(w), (__m256i)(x))
#endif

// Twelve sums, two vectors of w, one of x and one product fill sixteen registers.
#define LANES 8
#define ROWS 6
#define VECTORS 2
#define MULTIPLIER k_code_multiplier_baseline

K_BEGIN
#include "multiply_codes.h"
K_END
