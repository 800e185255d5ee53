#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// Eight lanes: one AVX register, two NEON registers. The files of this target include this header
/// last, after the system's, and end with K_END.
///
/// On x86-64 every function between is compiled for AVX2, FMA and F16C, which the program requires,
/// or with K_BEGIN_AVX512, K_BEGIN_AVX512_VNNI and K_BEGIN_AVX512_BF16 for what it chooses at run
/// time (`instructions.h`); the rest of the package stays with the compiler's baseline.
typedef float k_f32x8 __attribute__((vector_size(32)));
typedef int32_t k_i32x8 __attribute__((vector_size(32)));
typedef uint32_t k_u32x8 __attribute__((vector_size(32)));
typedef uint16_t k_u16x8 __attribute__((vector_size(16)));
typedef _Float16 k_f16x8 __attribute__((vector_size(16)));
typedef double k_f64x4 __attribute__((vector_size(32)));
typedef double k_f64x8 __attribute__((vector_size(64)));

#if defined(__x86_64__)
#define K_PRAGMA(...) _Pragma(#__VA_ARGS__)
#define K_BEGIN_FOR(set)                                                                           \
    K_PRAGMA(clang attribute push(__attribute__((target(set))), apply_to = function))
#define K_BEGIN K_BEGIN_FOR("avx2,fma,f16c")
#define K_BEGIN_AVX512 K_BEGIN_FOR("arch=x86-64-v4")
#define K_BEGIN_AVX512_VNNI K_BEGIN_FOR("arch=x86-64-v4,avx512vnni")
#define K_BEGIN_AVX512_BF16 K_BEGIN_FOR("arch=x86-64-v4,avx512bf16")
#define K_END _Pragma("clang attribute pop")
#else
#define K_BEGIN
#define K_BEGIN_AVX512
#define K_BEGIN_AVX512_VNNI
#define K_BEGIN_AVX512_BF16
#define K_END
#endif

#define K_INLINE static inline __attribute__((always_inline, unused))

K_BEGIN

K_INLINE k_f32x8 k_load8(const float *x) {
    k_f32x8 v;
    memcpy(&v, x, sizeof v);
    return v;
}

K_INLINE void k_store8(float *y, k_f32x8 v) { memcpy(y, &v, sizeof v); }

/// The first `count` lanes from x, the others zero.
K_INLINE k_f32x8 k_load_part8(const float *x, size_t count) {
    k_f32x8 v = {0};
    memcpy(&v, x, count * sizeof(float));
    return v;
}

K_INLINE void k_store_part8(float *y, k_f32x8 v, size_t count) {
    memcpy(y, &v, count * sizeof(float));
}

K_INLINE k_f32x8 k_splat8(float x) { return (k_f32x8){x, x, x, x, x, x, x, x}; }

/// a · b + c, rounded once.
K_INLINE k_f32x8 k_fma8(k_f32x8 a, k_f32x8 b, k_f32x8 c) {
    return __builtin_elementwise_fma(a, b, c);
}

/// Lane by lane, where the mask is all ones the first, where it is zero the second.
K_INLINE k_f32x8 k_select8(k_i32x8 mask, k_f32x8 then, k_f32x8 otherwise) {
    return (k_f32x8)(((k_i32x8)then & mask) | ((k_i32x8)otherwise & ~mask));
}

/// Sum of the lanes, always in the same order.
K_INLINE float k_sum8(k_f32x8 v) {
    return ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));
}

K_INLINE k_f64x4 k_low4(k_f32x8 v) {
    return __builtin_convertvector(__builtin_shufflevector(v, v, 0, 1, 2, 3), k_f64x4);
}

K_INLINE k_f64x4 k_high4(k_f32x8 v) {
    return __builtin_convertvector(__builtin_shufflevector(v, v, 4, 5, 6, 7), k_f64x4);
}

K_INLINE double k_sum4(k_f64x4 v) { return (v[0] + v[2]) + (v[1] + v[3]); }

/// bfloat16 is the upper half of float32.
K_INLINE k_f32x8 k_widen_bf16x8(const uint16_t *x) {
    k_u16x8 v;
    memcpy(&v, x, sizeof v);
    return (k_f32x8)(__builtin_convertvector(v, k_u32x8) << 16);
}

K_INLINE k_f32x8 k_widen_f16x8(const uint16_t *x) {
    k_f16x8 v;
    memcpy(&v, x, sizeof v);
    return __builtin_convertvector(v, k_f32x8);
}

/// A float16 at any alignment.
K_INLINE float k_f16_at(const void *place) {
    _Float16 half;
    memcpy(&half, place, sizeof half);
    return (float)half;
}

/// Copies a few numbers: for a call of memcpy they are too few.
K_INLINE void k_copy_few(const float *x, size_t count, float *y) {
    for (; count >= 8; count -= 8, x += 8, y += 8) {
        k_store8(y, k_load8(x));
    }
    if (count & 4) {
        memcpy(y, x, 4 * sizeof(float));
        x += 4;
        y += 4;
    }
    if (count & 2) {
        memcpy(y, x, 2 * sizeof(float));
        x += 2;
        y += 2;
    }
    if (count & 1) {
        *y = *x;
    }
}

/// Writes a few zeros.
K_INLINE void k_clear_few(float *y, size_t count) {
    for (; count >= 8; count -= 8, y += 8) {
        k_store8(y, (k_f32x8){0});
    }
    for (; count > 0; count--) {
        *y++ = 0;
    }
}

/// Exchanges rows and columns: lane j of row i with lane i of row j.
K_INLINE void k_transpose8(k_f32x8 rows[8]) {
    k_f32x8 pairs[8], quads[8];
    for (int i = 0; i < 8; i += 2) {
        pairs[i] = __builtin_shufflevector(rows[i], rows[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
        pairs[i + 1] = __builtin_shufflevector(rows[i], rows[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int i = 0; i < 8; i += 4) {
        for (int j = 0; j < 2; j++) {
            quads[i + 2 * j] = __builtin_shufflevector(pairs[i + j], pairs[i + j + 2], 0, 1, 8, 9,
                                                       4, 5, 12, 13);
            quads[i + 2 * j + 1] = __builtin_shufflevector(pairs[i + j], pairs[i + j + 2], 2, 3, 10,
                                                           11, 6, 7, 14, 15);
        }
    }
    for (int i = 0; i < 4; i++) {
        rows[i] = __builtin_shufflevector(quads[i], quads[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
        rows[i + 4] = __builtin_shufflevector(quads[i], quads[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
}

K_END
