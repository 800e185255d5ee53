#include "simd.h"

// Twelve sums, two vectors of b and one of a fill fifteen of sixteen registers.
#define LANES 8
#define ROWS 6
#define VECTORS 2
#define MULTIPLIER k_multiplier_baseline

K_BEGIN
#include "multiply_panels.h"
K_END
