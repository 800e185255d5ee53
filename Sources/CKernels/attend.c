#include "attend.h"

#include "simd.h"
#include "vector_math.h"

K_BEGIN

static void apply_bias(float *scores, size_t columns, const float *bias, ptrdiff_t step) {
    if (step == 1) {
        for (size_t c = 0; c < columns; c++) {
            scores[c] += bias[c];
        }
    } else {
        for (size_t c = 0; c < columns; c++) {
            scores[c] += bias[(ptrdiff_t)c * step];
        }
    }
}

static void apply_mask(float *scores, size_t columns, const uint8_t *mask, ptrdiff_t step) {
    if (step == 1) {
        for (size_t c = 0; c < columns; c++) {
            scores[c] = mask[c] ? scores[c] : -INFINITY;
        }
    } else {
        for (size_t c = 0; c < columns; c++) {
            scores[c] = mask[(ptrdiff_t)c * step] ? scores[c] : -INFINITY;
        }
    }
}

K_INLINE k_f32x8 larger8(k_f32x8 p, k_f32x8 q) { return k_select8((p > q) | (p != p), p, q); }

// The largest of `start` and the scores; NaN where one is.
static float largest(const float *x, size_t count, float start) {
    k_f32x8 lanes = k_splat8(start);
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        lanes = larger8(k_load8(x + i), lanes);
    }
    float result = start;
    for (int lane = 0; lane < 8; lane++) {
        result = ((lanes[lane] > result) | (lanes[lane] != lanes[lane])) ? lanes[lane] : result;
    }
    for (; i < count; i++) {
        result = ((x[i] > result) | (x[i] != x[i])) ? x[i] : result;
    }
    return result;
}

static float exponentiate(float *x, size_t count, float shift) {
    k_f32x8 sum = {0};
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const k_f32x8 e = k_exp8(k_load8(x + i) - shift);
        k_store8(x + i, e);
        sum += e;
    }
    float total = k_sum8(sum);
    if (i < count) {
        k_store_part8(x + i, k_exp8(k_load_part8(x + i, count - i) - shift), count - i);
        for (; i < count; i++) {
            total += x[i];
        }
    }
    return total;
}

static void scale(float *y, size_t count, float factor) {
    for (size_t i = 0; i < count; i++) {
        y[i] *= factor;
    }
}

void k_attend_f32(float *scores, size_t columns, const k_attention_rule *rule,
                  const k_attended *attended) {
    for (size_t r = 0; r < attended->rows; r++, scores += columns) {
        size_t seen = columns;
        if (rule->visible != PTRDIFF_MAX) {
            const ptrdiff_t limit = rule->visible + (ptrdiff_t)r;
            seen = limit <= 0 ? 0 : (size_t)limit < columns ? (size_t)limit : columns;
            memset(scores + seen, 0, (columns - seen) * sizeof(float));
        }
        if (rule->bias) {
            apply_bias(scores, seen, rule->bias + (ptrdiff_t)r * rule->bias_row, rule->bias_column);
        }
        if (rule->mask) {
            apply_mask(scores, seen, rule->mask + (ptrdiff_t)r * rule->mask_row, rule->mask_column);
        }
        const float before = attended->largest[r];
        const float now = largest(scores, seen, before);
        if (now == -INFINITY) {
            memset(scores, 0, seen * sizeof(float));
            continue;
        }
        const float factor = k_exp8(k_splat8(before - now))[0];
        attended->largest[r] = now;
        attended->sum[r] = attended->sum[r] * factor + exponentiate(scores, seen, now);
        if (factor != 1.0f) {
            scale(attended->y + r * attended->width, attended->width, factor);
        }
    }
}

void k_attend_finish_f32(const k_attended *attended) {
    for (size_t r = 0; r < attended->rows; r++) {
        const float sum = attended->sum[r];
        scale(attended->y + r * attended->width, attended->width, sum == 0.0f ? 0.0f : 1.0f / sum);
    }
}

K_END
