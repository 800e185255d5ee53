#include "wide_multiplier.h"

#include "../../Sources/CKernels/simd.h"

#pragma clang diagnostic ignored "-Wpsabi"

#define LANES 16
#define ROWS 12
#define VECTORS 2
#define MULTIPLIER wide_pair_multiplier
#define MULTIPLY_ADD add_pairs

K_BEGIN
#include "../../Sources/CKernels/pairs.h"

#include "../../Sources/CKernels/multiply_panels.h"
K_END

void wide_multiply_pairs(const float *a, const float *b, size_t terms, size_t rows, size_t columns,
                         float *y) {
    const k_start start = {.sums = y, .stride = columns};
    wide_pair_multiplier.multiply(a, b, terms, rows, columns, &start, y, columns);
}
