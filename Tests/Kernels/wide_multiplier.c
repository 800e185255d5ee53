#include "wide_multiplier.h"

#include "../../Sources/CKernels/pack.h"
#include "../../Sources/CKernels/simd.h"

// Functions of vectors wider than the registers are inlined here: no call passes one.
#pragma clang diagnostic ignored "-Wpsabi"

#define LANES 16
#define ROWS 12
#define VECTORS 2
#define MULTIPLIER wide_multiplier

K_BEGIN
#include "../../Sources/CKernels/multiply_panels.h"
K_END

void wide_multiply(const float *a, const float *b, size_t terms, size_t rows, size_t columns,
                   float *y) {
    const k_start start = {.sums = y, .stride = columns};
    wide_multiplier.multiply(a, b, terms, rows, columns, &start, y, columns);
}

void wide_pack(const float *x, size_t lines, size_t terms, size_t width, float *y) {
    const k_lines rows = {.start = x, .stride = (ptrdiff_t)(terms * sizeof(float))};
    k_pack(&rows, 0, lines, 0, terms, width, y);
}
