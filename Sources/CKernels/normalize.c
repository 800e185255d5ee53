#include "normalize.h"

#include "map_run.h"
#include "simd.h"
#include "vector_math.h"

K_BEGIN

static float largest(const float *x, size_t count) {
    k_f32x8 lanes = k_splat8(-INFINITY);
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const k_f32x8 v = k_load8(x + i);
        lanes = k_select8(v > lanes, v, lanes);
    }
    float result = -INFINITY;
    for (int lane = 0; lane < 8; lane++) {
        result = lanes[lane] > result ? lanes[lane] : result;
    }
    for (; i < count; i++) {
        result = x[i] > result ? x[i] : result;
    }
    return result;
}

void k_softmax_f32(const float *x, float *y, size_t rows, size_t columns) {
    for (size_t r = 0; r < rows; r++, x += columns, y += columns) {
        const float shift = largest(x, columns);
        k_f64x4 low = {0}, high = {0};
        size_t c = 0;
        for (; c + 8 <= columns; c += 8) {
            const k_f32x8 e = k_exp8(k_load8(x + c) - shift);
            k_store8(y + c, e);
            low += k_low4(e);
            high += k_high4(e);
        }
        double sum = k_sum4(low + high);
        if (c < columns) {
            k_store_part8(y + c, k_exp8(k_load_part8(x + c, columns - c) - shift), columns - c);
            for (; c < columns; c++) {
                sum += (double)y[c];
            }
        }
        const float factor = (float)(1.0 / sum);
        for (c = 0; c < columns; c++) {
            y[c] *= factor;
        }
    }
}

typedef struct {
    double mean;
    double variance;
} k_moments;

// Distances are taken from the first element, so that nothing cancels where the mean is far from 0.
static k_moments moments(const float *x, size_t count) {
    const double origin = (double)x[0];
    k_f64x4 sum_low = {0}, sum_high = {0}, square_low = {0}, square_high = {0};
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const k_f32x8 v = k_load8(x + i);
        const k_f64x4 p = k_low4(v) - origin, q = k_high4(v) - origin;
        sum_low += p;
        sum_high += q;
        square_low += p * p;
        square_high += q * q;
    }
    double sum = k_sum4(sum_low + sum_high);
    double squares = k_sum4(square_low + square_high);
    for (; i < count; i++) {
        const double p = (double)x[i] - origin;
        sum += p;
        squares += p * p;
    }
    const double shift = sum / (double)count;
    const double variance = squares / (double)count - shift * shift;
    return (k_moments){origin + shift, variance > 0 || variance != variance ? variance : 0};
}

void k_layer_norm_f32(const float *x, const float *scale, const float *bias, float *y, size_t rows,
                      size_t columns, float epsilon) {
    for (size_t r = 0; r < rows; r++, x += columns, y += columns) {
        const k_moments m = moments(x, columns);
        const float mean = (float)m.mean;
        const float factor = (float)(1.0 / sqrt(m.variance + (double)epsilon));
        if (scale && bias) {
            for (size_t c = 0; c < columns; c++) {
                y[c] = (x[c] - mean) * factor * scale[c] + bias[c];
            }
        } else if (scale) {
            for (size_t c = 0; c < columns; c++) {
                y[c] = (x[c] - mean) * factor * scale[c];
            }
        } else if (bias) {
            for (size_t c = 0; c < columns; c++) {
                y[c] = (x[c] - mean) * factor + bias[c];
            }
        } else {
            for (size_t c = 0; c < columns; c++) {
                y[c] = (x[c] - mean) * factor;
            }
        }
    }
}

static double sum_of_squares(const float *x, size_t count) {
    k_f64x4 low = {0}, high = {0};
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const k_f32x8 v = k_load8(x + i);
        const k_f64x4 p = k_low4(v), q = k_high4(v);
        low += p * p;
        high += q * q;
    }
    double sum = k_sum4(low + high);
    for (; i < count; i++) {
        sum += (double)x[i] * (double)x[i];
    }
    return sum;
}

void k_rms_norm_f32(const float *x, const float *scale, float *y, size_t rows, size_t columns,
                    float epsilon) {
    for (size_t r = 0; r < rows; r++, x += columns, y += columns) {
        const double mean = sum_of_squares(x, columns) / (double)columns;
        const float factor = (float)(1.0 / sqrt(mean + (double)epsilon));
        if (scale) {
            for (size_t c = 0; c < columns; c++) {
                y[c] = x[c] * factor * scale[c];
            }
        } else {
            for (size_t c = 0; c < columns; c++) {
                y[c] = x[c] * factor;
            }
        }
    }
}

// Numbers that are normalized before they are activated: they are still in the first-level cache.
enum { AT_ONCE = 2048 };

void k_group_norm_f32(const float *x, const float *scale, const float *bias, float *y,
                      size_t channels, size_t size, float epsilon, int activated) {
    const k_map_run silu = k_map_run_of(K_SILU);
    const k_moments m = moments(x, channels * size);
    const float mean = (float)m.mean;
    const double factor = 1.0 / sqrt(m.variance + (double)epsilon);
    for (size_t c = 0; c < channels; c++, x += size, y += size) {
        const float a = (float)(scale ? factor * (double)scale[c] : factor);
        const float b = bias ? bias[c] : 0.0f;
        for (size_t start = 0; start < size; start += AT_ONCE) {
            const size_t end = size - start < AT_ONCE ? size : start + AT_ONCE;
            for (size_t i = start; i < end; i++) {
                y[i] = (x[i] - mean) * a + b;
            }
            if (activated) {
                silu(y + start, y + start, end - start);
            }
        }
    }
}

K_END
