#include "simd.h"

// Twenty-four sums, two vectors of b and one of a fill twenty-seven of thirty-two registers.
#define LANES 16
#define ROWS 12
#define VECTORS 2
#define MULTIPLIER k_multiplier_avx512

K_BEGIN_AVX512
#include "multiply_panels.h"
K_END
