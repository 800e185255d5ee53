// Sums of products of pairs of bfloat16, as AVX-512's vdpbf16ps makes them (Intel 64 and IA-32
// Architectures Software Developer's Manual, volume 2): for vectors of LANES, included after the
// definition of LANES.

#include "simd.h"

typedef float vector __attribute__((vector_size(LANES * 4)));
typedef uint32_t bits __attribute__((vector_size(LANES * 4)));

K_INLINE vector without_subnormals(vector x) {
    const bits sign_only = (bits)(((bits)x & 0x7F800000u) == 0) & 0x7FFFFFFFu;
    return (vector)((bits)x & ~sign_only);
}

K_INLINE vector add_product(vector left, vector right, vector sum) {
    return without_subnormals(__builtin_elementwise_fma(
        without_subnormals(left), without_subnormals(right), without_subnormals(sum)));
}

/// sum + left₁ · right₁, and to that left₀ · right₀: the pair's second product first.
K_INLINE vector add_pairs(vector left, vector right, vector sum) {
    const bits l = (bits)left, r = (bits)right;
    sum = add_product((vector)(l & 0xFFFF0000u), (vector)(r & 0xFFFF0000u), sum);
    return add_product((vector)(l << 16), (vector)(r << 16), sum);
}
