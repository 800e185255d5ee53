#include "simd.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define PAIRS(w, x) _mm512_maddubs_epi16((__m512i)(w), (__m512i)(x))
#define SUM_PAIRS(w, x) (lanes) _mm512_madd_epi16((__m512i)(w), (__m512i)(x))
#endif

// Twenty-four sums, two vectors of w, one of x and one product fill twenty-eight of thirty-two
// registers.
#define LANES 16
#define ROWS 12
#define VECTORS 2
#define MULTIPLIER k_code_multiplier_avx512

K_BEGIN_AVX512
#include "multiply_codes.h"
K_END
