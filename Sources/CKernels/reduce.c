#include "reduce.h"

#include "simd.h"

K_BEGIN

double k_sum_f32(const float *x, size_t count) {
    k_f64x4 a = {0}, b = {0}, c = {0}, d = {0};
    size_t i = 0;
    for (; i + 16 <= count; i += 16) {
        const k_f32x8 u = k_load8(x + i), v = k_load8(x + i + 8);
        a += k_low4(u);
        b += k_high4(u);
        c += k_low4(v);
        d += k_high4(v);
    }
    double sum = k_sum4((a + b) + (c + d));
    for (; i < count; i++) {
        sum += (double)x[i];
    }
    return sum;
}

static double squared_distances(const float *x, double from, size_t count) {
    k_f64x4 a = {0}, b = {0};
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const k_f32x8 u = k_load8(x + i);
        const k_f64x4 p = k_low4(u) - from, q = k_high4(u) - from;
        a += p * p;
        b += q * q;
    }
    double sum = k_sum4(a + b);
    for (; i < count; i++) {
        const double p = (double)x[i] - from;
        sum += p * p;
    }
    return sum;
}

K_INLINE float larger(float p, float q) { return ((p > q) | (p != p)) ? p : q; }

K_INLINE float smaller(float p, float q) { return ((p < q) | (p != p)) ? p : q; }

K_INLINE k_f32x8 larger8(k_f32x8 p, k_f32x8 q) { return k_select8((p > q) | (p != p), p, q); }

K_INLINE k_f32x8 smaller8(k_f32x8 p, k_f32x8 q) { return k_select8((p < q) | (p != p), p, q); }

#define EXTREME(name, extreme, extreme8)                                                           \
    static float name(const float *x, size_t count) {                                              \
        float result = x[0];                                                                       \
        size_t i = 0;                                                                              \
        if (count >= 8) {                                                                          \
            k_f32x8 lanes = k_load8(x);                                                            \
            for (i = 8; i + 8 <= count; i += 8) {                                                  \
                lanes = extreme8(lanes, k_load8(x + i));                                           \
            }                                                                                      \
            for (int lane = 0; lane < 8; lane++) {                                                 \
                result = extreme(result, lanes[lane]);                                             \
            }                                                                                      \
        }                                                                                          \
        for (; i < count; i++) {                                                                   \
            result = extreme(result, x[i]);                                                        \
        }                                                                                          \
        return result;                                                                             \
    }

EXTREME(largest, larger, larger8)
EXTREME(smallest, smaller, smaller8)

static float reduced(k_reduction reduction, const float *x, size_t count) {
    switch (reduction) {
    case K_SUM: return (float)k_sum_f32(x, count);
    case K_MEAN: return (float)(k_sum_f32(x, count) / (double)count);
    case K_VARIANCE: {
        const double mean = k_sum_f32(x, count) / (double)count;
        return (float)(squared_distances(x, mean, count) / (double)count);
    }
    case K_LARGEST: return largest(x, count);
    case K_SMALLEST: return smallest(x, count);
    }
    __builtin_unreachable();
}

void k_reduce_rows_f32(k_reduction reduction, const float *x, float *y, size_t rows,
                       size_t columns) {
    for (size_t r = 0; r < rows; r++) {
        y[r] = reduced(reduction, x + r * columns, columns);
    }
}

// Columns that are reduced together, so that every row is read in whole cache lines.
enum { STRIP = 64 };

static void sums_of_strip(const float *x, double *sums, size_t rows, size_t columns, size_t count) {
    for (size_t c = 0; c < count; c++) {
        sums[c] = 0;
    }
    for (size_t r = 0; r < rows; r++) {
        const float *row = x + r * columns;
        for (size_t c = 0; c < count; c++) {
            sums[c] += (double)row[c];
        }
    }
}

static void reduce_strip(k_reduction reduction, const float *x, float *y, size_t rows,
                         size_t columns, size_t count) {
    if (reduction == K_LARGEST || reduction == K_SMALLEST) {
        memcpy(y, x, count * sizeof(float));
        for (size_t r = 1; r < rows; r++) {
            const float *row = x + r * columns;
            for (size_t c = 0; c < count; c++) {
                y[c] = reduction == K_LARGEST ? larger(y[c], row[c]) : smaller(y[c], row[c]);
            }
        }
        return;
    }
    double sums[STRIP];
    sums_of_strip(x, sums, rows, columns, count);
    const double divisor = reduction == K_SUM ? 1.0 : (double)rows;
    if (reduction == K_VARIANCE) {
        double squares[STRIP] = {0};
        for (size_t r = 0; r < rows; r++) {
            const float *row = x + r * columns;
            for (size_t c = 0; c < count; c++) {
                const double distance = (double)row[c] - sums[c] / divisor;
                squares[c] += distance * distance;
            }
        }
        memcpy(sums, squares, sizeof sums);
    }
    for (size_t c = 0; c < count; c++) {
        y[c] = (float)(sums[c] / divisor);
    }
}

void k_reduce_columns_f32(k_reduction reduction, const float *x, float *y, size_t rows,
                          size_t columns, size_t first, size_t last) {
    for (size_t c = first; c < last; c += STRIP) {
        const size_t count = last - c < STRIP ? last - c : STRIP;
        reduce_strip(reduction, x + c, y + c, rows, columns, count);
    }
}

void k_argmax_columns_f32(const float *x, int64_t *y, size_t rows, size_t columns) {
    for (size_t c = 0; c < columns; c++) {
        int64_t best = 0;
        float value = x[c];
        for (size_t r = 1; r < rows && value == value; r++) {
            const float candidate = x[r * columns + c];
            if (!(candidate <= value)) {
                best = (int64_t)r;
                value = candidate;
            }
        }
        y[c] = best;
    }
}

K_END
