#pragma once

#include <math.h>

#include "simd.h"

// The elementary functions, eight at a time, to a few units in the last place of float32. They give
// the same bits for an element wherever it stands in an array.

K_BEGIN

K_INLINE k_f32x8 k_abs8(k_f32x8 x) { return __builtin_elementwise_abs(x); }

K_INLINE k_f32x8 k_power_of_two8(k_i32x8 n) { return (k_f32x8)((n + 127) << 23); }

/// e^x: 2^n · e^r with |r| <= ln 2 / 2, and e^r by its Taylor polynomial, whose remainder is below
/// 6e-9. 2^n in two factors, so that subnormal results are right.
K_INLINE k_f32x8 k_exp8(k_f32x8 x) {
    // Beyond these the result is infinite or zero anyway; NaN compares false and stays.
    const k_f32x8 high = k_splat8(90.0f), low = k_splat8(-105.0f);
    x = k_select8(x > high, high, x);
    x = k_select8(x < low, low, x);
    const k_f32x8 n = __builtin_elementwise_rint(x * 1.44269504088896341f);
    // ln 2 in two parts; the first has trailing zeros, so its product with n is exact.
    k_f32x8 r = k_fma8(n, k_splat8(-0.693359375f), x);
    r = k_fma8(n, k_splat8(2.12194440e-4f), r);
    k_f32x8 p = k_splat8(1.0f / 5040.0f);
    p = k_fma8(p, r, k_splat8(1.0f / 720.0f));
    p = k_fma8(p, r, k_splat8(1.0f / 120.0f));
    p = k_fma8(p, r, k_splat8(1.0f / 24.0f));
    p = k_fma8(p, r, k_splat8(1.0f / 6.0f));
    p = k_fma8(p, r, k_splat8(0.5f));
    p = k_fma8(p * r, r, r) + 1.0f;
    const k_i32x8 exponent = __builtin_convertvector(k_select8(n == n, n, k_splat8(0)), k_i32x8);
    const k_i32x8 half = exponent >> 1;
    return p * k_power_of_two8(half) * k_power_of_two8(exponent - half);
}

/// ln x: x = 2^e · (1 + f) with sqrt(1/2) <= 1 + f < sqrt(2), and ln(1 + f) = 2 artanh(f / (2 + f))
/// by the series of artanh, arranged so that f itself is added last.
K_INLINE k_f32x8 k_log8(k_f32x8 x) {
    const k_i32x8 subnormal = x < k_splat8(1.17549435e-38f);
    const k_f32x8 scaled = k_select8(subnormal, x * 8388608.0f, x);
    const k_i32x8 bits = (k_i32x8)scaled;
    // Counted from sqrt(1/2), the exponent steps where the mantissa passes it.
    const k_i32x8 above = bits - 0x3F3504F3;
    const k_i32x8 exponent = (above >> 23) - (subnormal & 23);
    const k_f32x8 mantissa = (k_f32x8)((above & 0x007FFFFF) + 0x3F3504F3);
    const k_f32x8 e = __builtin_convertvector(exponent, k_f32x8);
    const k_f32x8 f = mantissa - 1.0f;
    const k_f32x8 s = f / (f + 2.0f);
    const k_f32x8 z = s * s;
    k_f32x8 p = k_splat8(2.0f / 11.0f);
    p = k_fma8(p, z, k_splat8(2.0f / 9.0f));
    p = k_fma8(p, z, k_splat8(2.0f / 7.0f));
    p = k_fma8(p, z, k_splat8(2.0f / 5.0f));
    p = k_fma8(p, z, k_splat8(2.0f / 3.0f));
    p = p * z;
    const k_f32x8 half = 0.5f * f * f;
    const k_f32x8 low = k_fma8(s, half + p, e * -2.12194440e-4f);
    k_f32x8 y = k_fma8(e, k_splat8(0.693359375f), f - (half - low));
    y = k_select8(x == k_splat8(INFINITY), x, y);
    y = k_select8(x == k_splat8(0.0f), k_splat8(-INFINITY), y);
    return k_select8((x < k_splat8(0.0f)) | (x != x), k_splat8(NAN), y);
}

/// Four of the remainders of `k_reduce8`, and the quarter turns.
K_INLINE k_f64x4 k_reduce4(k_f64x4 x, k_f64x4 *quarters) {
    const k_f64x4 n = __builtin_elementwise_rint(x * 0.63661977236758134308);
    *quarters = n;
    const k_f64x4 high = {1.57079632679489655800, 1.57079632679489655800, 1.57079632679489655800,
                          1.57079632679489655800};
    const k_f64x4 low = {6.12323399573676603587e-17, 6.12323399573676603587e-17,
                         6.12323399573676603587e-17, 6.12323399573676603587e-17};
    return __builtin_elementwise_fma(-n, low, __builtin_elementwise_fma(-n, high, x));
}

/// x less the nearest multiple of pi / 2, in double, and that multiple modulo 4. For |x| up to
/// `k_reduction_limit`.
K_INLINE k_f32x8 k_reduce8(k_f32x8 x, k_i32x8 *quarters) {
    k_f64x4 n_low, n_high;
    const k_f64x4 low = k_reduce4(k_low4(x), &n_low);
    const k_f64x4 high = k_reduce4(k_high4(x), &n_high);
    typedef int32_t i32x4 __attribute__((vector_size(16)));
    typedef float f32x4 __attribute__((vector_size(16)));
    *quarters = __builtin_shufflevector(__builtin_convertvector(n_low, i32x4),
                                        __builtin_convertvector(n_high, i32x4), 0, 1, 2, 3, 4, 5, 6,
                                        7);
    return __builtin_shufflevector(__builtin_convertvector(low, f32x4),
                                   __builtin_convertvector(high, f32x4), 0, 1, 2, 3, 4, 5, 6, 7);
}

/// Beyond this the quarter turns do not fit in 32 bits.
static const float k_reduction_limit = 3.0e9f;

K_INLINE k_f32x8 k_sine_near_zero8(k_f32x8 r) {
    const k_f32x8 z = r * r;
    k_f32x8 p = k_splat8(1.0f / 362880.0f);
    p = k_fma8(p, z, k_splat8(-1.0f / 5040.0f));
    p = k_fma8(p, z, k_splat8(1.0f / 120.0f));
    p = k_fma8(p, z, k_splat8(-1.0f / 6.0f));
    return k_fma8(p * z, r, r);
}

K_INLINE k_f32x8 k_cosine_near_zero8(k_f32x8 r) {
    const k_f32x8 z = r * r;
    k_f32x8 p = k_splat8(-1.0f / 3628800.0f);
    p = k_fma8(p, z, k_splat8(1.0f / 40320.0f));
    p = k_fma8(p, z, k_splat8(-1.0f / 720.0f));
    p = k_fma8(p, z, k_splat8(1.0f / 24.0f));
    p = k_fma8(p, z, k_splat8(-0.5f));
    return k_fma8(p, z, k_splat8(1.0f));
}

/// sin(x + shift · pi / 2): the polynomials of Taylor to r^9 and r^10, for |r| <= pi / 4.
K_INLINE k_f32x8 k_sine_shifted8(k_f32x8 x, int32_t shift) {
    const k_i32x8 inside = k_abs8(x) < k_splat8(k_reduction_limit);
    k_i32x8 quarters;
    const k_f32x8 r = k_reduce8(k_select8(inside, x, k_splat8(0)), &quarters);
    quarters += shift;
    const k_i32x8 odd = (quarters & 1) != 0;
    const k_f32x8 y = k_select8(odd, k_cosine_near_zero8(r), k_sine_near_zero8(r));
    k_f32x8 result = (k_f32x8)((k_i32x8)y ^ ((quarters & 2) << 30));
    for (int lane = 0; lane < 8; lane++) {
        if (!inside[lane]) {
            result[lane] = (float)(shift ? cos((double)x[lane]) : sin((double)x[lane]));
        }
    }
    return result;
}

K_INLINE k_f32x8 k_sin8(k_f32x8 x) { return k_sine_shifted8(x, 0); }

K_INLINE k_f32x8 k_cos8(k_f32x8 x) { return k_sine_shifted8(x, 1); }

/// tanh x: below 0.625 an odd polynomial fitted to it (error 2e-10), above 1 - 2 / (e^2|x| + 1).
K_INLINE k_f32x8 k_tanh8(k_f32x8 x) {
    const k_f32x8 a = k_abs8(x);
    const k_f32x8 z = x * x;
    k_f32x8 p = k_splat8(2.1180180e-3f);
    p = k_fma8(p, z, k_splat8(-8.1506977e-3f));
    p = k_fma8(p, z, k_splat8(2.1690154e-2f));
    p = k_fma8(p, z, k_splat8(-5.3944889e-2f));
    p = k_fma8(p, z, k_splat8(1.3333191e-1f));
    p = k_fma8(p, z, k_splat8(-3.3333331e-1f));
    const k_f32x8 near = k_fma8(p * z, x, x);
    const k_f32x8 far = 1.0f - 2.0f / (k_exp8(2.0f * a) + 1.0f);
    const k_f32x8 signed_far = (k_f32x8)((k_i32x8)far | ((k_i32x8)x & INT32_MIN));
    return k_select8(a < k_splat8(0.625f), near, signed_far);
}

/// erf x: below 1 an odd polynomial fitted to it (error 2e-9); above, 1 - e^(-x^2) · q(t) with
/// t = 1 / (1 + |x| / 2) and q fitted to erfc x · e^(x^2) on 1 ... 4.2 (error 6e-10); beyond 4.2 it
/// is 1 in float32.
K_INLINE k_f32x8 k_erf8(k_f32x8 x) {
    const k_f32x8 a = k_abs8(x);
    const k_f32x8 z = x * x;
    k_f32x8 p = k_splat8(7.8538607e-5f);
    p = k_fma8(p, z, k_splat8(-8.0101937e-4f));
    p = k_fma8(p, z, k_splat8(5.1883277e-3f));
    p = k_fma8(p, z, k_splat8(-2.6853813e-2f));
    p = k_fma8(p, z, k_splat8(1.1283585e-1f));
    p = k_fma8(p, z, k_splat8(-3.7612626e-1f));
    p = k_fma8(p, z, k_splat8(1.2837911e-1f));
    const k_f32x8 near = k_fma8(p, x, x);
    const k_f32x8 b = k_select8(a > k_splat8(4.2f), k_splat8(4.2f), a);
    const k_f32x8 t = 1.0f / (1.0f + 0.5f * b);
    k_f32x8 q = k_splat8(1.1767628e-1f);
    q = k_fma8(q, t, k_splat8(-4.6546826e-1f));
    q = k_fma8(q, t, k_splat8(5.5491894e-1f));
    q = k_fma8(q, t, k_splat8(-9.6908279e-2f));
    q = k_fma8(q, t, k_splat8(3.4459919e-1f));
    q = k_fma8(q, t, k_splat8(2.6059923e-1f));
    q = k_fma8(q, t, k_splat8(2.8476954e-1f));
    q = k_fma8(q, t, k_splat8(-1.4464109e-4f));
    const k_f32x8 far = 1.0f - k_exp8(-b * b) * q;
    const k_f32x8 signed_far = (k_f32x8)((k_i32x8)far | ((k_i32x8)x & INT32_MIN));
    return k_select8(a < k_splat8(1.0f), near, signed_far);
}

/// 1 / (1 + e^-x), with the exponential of -|x|, which never overflows: right down to where it is
/// subnormal.
K_INLINE k_f32x8 k_sigmoid8(k_f32x8 x) {
    const k_f32x8 e = k_exp8(-k_abs8(x));
    return k_select8(x < k_splat8(0), e, k_splat8(1)) / (1.0f + e);
}

K_END
