#include "map_run.h"

#include "simd.h"
#include "vector_math.h"
#include "walk.h"

K_BEGIN

K_INLINE k_f32x8 sqrt8(k_f32x8 x) { return __builtin_elementwise_sqrt(x); }

K_INLINE k_f32x8 silu8(k_f32x8 x) { return x * k_sigmoid8(x); }

K_INLINE k_f32x8 gelu8(k_f32x8 x) { return 0.5f * x * (1.0f + k_erf8(x * 0.70710678118654752f)); }

K_INLINE k_f32x8 gelu_tanh8(k_f32x8 x) {
    const k_f32x8 inner = k_fma8(0.044715f * x * x, x, x) * 0.79788456080286536f;
    return 0.5f * x * (1.0f + k_tanh8(inner));
}

K_INLINE k_f32x8 quick_gelu8(k_f32x8 x) { return x * k_sigmoid8(1.702f * x); }

K_INLINE k_f32x8 relu8(k_f32x8 x) { return k_select8(x < k_splat8(0), k_splat8(0), x); }

K_INLINE k_f32x8 square8(k_f32x8 x) { return x * x; }

K_INLINE k_f32x8 round8(k_f32x8 x) { return __builtin_elementwise_roundeven(x); }

K_INLINE k_f32x8 floor8(k_f32x8 x) { return __builtin_elementwise_floor(x); }

// x may be y itself.
#define MAP(name, function8)                                                                       \
    static void name(const float *x, float *y, size_t count) {                                     \
        size_t i = 0;                                                                              \
        for (; i + 8 <= count; i += 8) {                                                           \
            k_store8(y + i, function8(k_load8(x + i)));                                            \
        }                                                                                          \
        if (i < count) {                                                                           \
            k_store_part8(y + i, function8(k_load_part8(x + i, count - i)), count - i);            \
        }                                                                                          \
    }

MAP(map_exp, k_exp8)
MAP(map_log, k_log8)
MAP(map_sqrt, sqrt8)
MAP(map_sin, k_sin8)
MAP(map_cos, k_cos8)
MAP(map_tanh, k_tanh8)
MAP(map_sigmoid, k_sigmoid8)
MAP(map_silu, silu8)
MAP(map_gelu, gelu8)
MAP(map_gelu_tanh, gelu_tanh8)
MAP(map_quick_gelu, quick_gelu8)
MAP(map_relu, relu8)
MAP(map_square, square8)
MAP(map_absolute, k_abs8)
MAP(map_round, round8)
MAP(map_floor, floor8)

k_map_run k_map_run_of(k_function function) {
    switch (function) {
    case K_EXP: return map_exp;
    case K_LOG: return map_log;
    case K_SQRT: return map_sqrt;
    case K_SIN: return map_sin;
    case K_COS: return map_cos;
    case K_TANH: return map_tanh;
    case K_SIGMOID: return map_sigmoid;
    case K_SILU: return map_silu;
    case K_GELU: return map_gelu;
    case K_GELU_TANH: return map_gelu_tanh;
    case K_QUICK_GELU: return map_quick_gelu;
    case K_RELU: return map_relu;
    case K_SQUARE: return map_square;
    case K_ABSOLUTE: return map_absolute;
    case K_ROUND: return map_round;
    case K_FLOOR: return map_floor;
    }
    __builtin_unreachable();
}

void k_map_f32(k_function function, const float *x, const ptrdiff_t *strides, float *y, size_t rank,
               const size_t *shape, size_t first, size_t last) {
    const k_map_run run = k_map_run_of(function);
    const ptrdiff_t stride = strides[rank - 1];
    k_walk walk = k_walk_from(rank, shape, first);
    while (first < last) {
        const size_t left = k_walk_run(&walk);
        const size_t count = left < last - first ? left : last - first;
        const float *from = x + k_walk_offset(&walk, strides);
        float *to = y + first;
        if (stride == 1) {
            run(from, to, count);
        } else {
            for (size_t i = 0; i < count; i++) {
                to[i] = from[(ptrdiff_t)i * stride];
            }
            run(to, to, count);
        }
        k_walk_advance(&walk, count);
        first += count;
    }
}

K_END
