#include "combine.h"

#include "simd.h"
#include "walk.h"

K_BEGIN

// One loop for each way the operands usually lie, so that the compiler vectorises all but the last.
#define COMBINE(name, expression)                                                                  \
    static void name(const float *restrict a, ptrdiff_t a_stride, const float *restrict b,         \
                     ptrdiff_t b_stride, float *restrict y, size_t count) {                        \
        if (a_stride == 1 && b_stride == 1) {                                                      \
            for (size_t i = 0; i < count; i++) {                                                   \
                const float p = a[i], q = b[i];                                                    \
                y[i] = expression;                                                                 \
            }                                                                                      \
        } else if (a_stride == 1 && b_stride == 0) {                                               \
            const float q = b[0];                                                                  \
            for (size_t i = 0; i < count; i++) {                                                   \
                const float p = a[i];                                                              \
                y[i] = expression;                                                                 \
            }                                                                                      \
        } else if (a_stride == 0 && b_stride == 1) {                                               \
            const float p = a[0];                                                                  \
            for (size_t i = 0; i < count; i++) {                                                   \
                const float q = b[i];                                                              \
                y[i] = expression;                                                                 \
            }                                                                                      \
        } else {                                                                                   \
            for (size_t i = 0; i < count; i++) {                                                   \
                const float p = a[(ptrdiff_t)i * a_stride], q = b[(ptrdiff_t)i * b_stride];        \
                y[i] = expression;                                                                 \
            }                                                                                      \
        }                                                                                          \
    }

COMBINE(add, p + q)
COMBINE(subtract, p - q)
COMBINE(multiply, p * q)
COMBINE(divide, p / q)
COMBINE(maximum, ((p > q) | (p != p)) ? p : q)
COMBINE(minimum, ((p < q) | (p != p)) ? p : q)

typedef void (*k_combine_run)(const float *, ptrdiff_t, const float *, ptrdiff_t, float *, size_t);

static k_combine_run run_of(k_combination operation) {
    switch (operation) {
    case K_ADD: return add;
    case K_SUBTRACT: return subtract;
    case K_MULTIPLY: return multiply;
    case K_DIVIDE: return divide;
    case K_MAXIMUM: return maximum;
    case K_MINIMUM: return minimum;
    }
    __builtin_unreachable();
}

void k_combine_f32(k_combination operation, const float *a, const ptrdiff_t *a_strides,
                   const float *b, const ptrdiff_t *b_strides, float *y, size_t rank,
                   const size_t *shape, size_t first, size_t last) {
    const k_combine_run run = run_of(operation);
    const ptrdiff_t a_stride = a_strides[rank - 1];
    const ptrdiff_t b_stride = b_strides[rank - 1];
    k_walk walk = k_walk_from(rank, shape, first);
    while (first < last) {
        const size_t left = k_walk_run(&walk);
        const size_t count = left < last - first ? left : last - first;
        run(a + k_walk_offset(&walk, a_strides), a_stride, b + k_walk_offset(&walk, b_strides),
            b_stride, y + first, count);
        k_walk_advance(&walk, count);
        first += count;
    }
}

K_END
