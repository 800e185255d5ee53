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

K_BEGIN_AVX512_VNNI
#include "multiply_codes.h"
K_END
