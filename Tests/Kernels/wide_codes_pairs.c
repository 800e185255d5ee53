#include "../../Sources/CKernels/simd.h"

// Functions of vectors wider than the registers are inlined here: no call passes one.
#pragma clang diagnostic ignored "-Wpsabi"

#define LANES 16
#define ROWS 12
#define VECTORS 2
#define MULTIPLIER wide_pairs

K_BEGIN
#include "../../Sources/CKernels/multiply_codes.h"
K_END
