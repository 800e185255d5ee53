#include "soften.h"

#include <math.h>

#include "simd.h"

K_BEGIN

static void add_bias(const k_attention_rule *rule, const float *bias, size_t queries, size_t keys,
                     size_t lanes, float *scores) {
    size_t lane = 0;
    if (rule->bias_column == 1) {
        for (; lane + 8 <= queries; lane += 8) {
            const float *from = bias + (ptrdiff_t)lane * rule->bias_row;
            size_t c = 0;
            for (; c + 8 <= keys; c += 8) {
                k_f32x8 rows[8];
                for (int r = 0; r < 8; r++) {
                    rows[r] = k_load8(from + r * rule->bias_row + c);
                }
                k_transpose8(rows);
                for (size_t i = 0; i < 8; i++) {
                    float *to = scores + (c + i) * lanes + lane;
                    k_store8(to, k_fma8(rows[i], k_splat8(K_LOG2_E), k_load8(to)));
                }
            }
            for (; c < keys; c++) {
                for (size_t r = 0; r < 8; r++) {
                    const float number = from[(ptrdiff_t)r * rule->bias_row + (ptrdiff_t)c];
                    float *to = scores + c * lanes + lane + r;
                    *to = __builtin_fmaf(number, K_LOG2_E, *to);
                }
            }
        }
    }
    for (; lane < queries; lane++) {
        const float *from = bias + (ptrdiff_t)lane * rule->bias_row;
        for (size_t c = 0; c < keys; c++) {
            float *to = scores + c * lanes + lane;
            *to = __builtin_fmaf(from[(ptrdiff_t)c * rule->bias_column], K_LOG2_E, *to);
        }
    }
}

static void apply_mask(const k_attention_rule *rule, const uint8_t *mask, size_t queries,
                       size_t keys, size_t lanes, float *scores) {
    for (size_t c = 0; c < keys; c++, scores += lanes, mask += rule->mask_column) {
        for (size_t lane = 0; lane < queries; lane++) {
            if (!mask[(ptrdiff_t)lane * rule->mask_row]) {
                scores[lane] = -INFINITY;
            }
        }
    }
}

void k_apply_rule(const k_attention_rule *rule, size_t query, size_t queries, size_t key,
                  size_t keys, size_t lanes, float *scores) {
    const ptrdiff_t r = (ptrdiff_t)query, c = (ptrdiff_t)key;
    if (rule->bias) {
        add_bias(rule, rule->bias + r * rule->bias_row + c * rule->bias_column, queries, keys,
                 lanes, scores);
    }
    if (rule->mask) {
        apply_mask(rule, rule->mask + r * rule->mask_row + c * rule->mask_column, queries, keys,
                   lanes, scores);
    }
    if (rule->visible == PTRDIFF_MAX) {
        return;
    }
    for (size_t i = 0; i < keys; i++, scores += lanes) {
        // Lanes before this one see only earlier keys.
        const ptrdiff_t hidden = c + (ptrdiff_t)i - rule->visible - r + 1;
        for (ptrdiff_t lane = 0; lane < hidden && lane < (ptrdiff_t)lanes; lane++) {
            scores[lane] = -INFINITY;
        }
    }
}

static const float LOG_2 = 0.693147180559945309f;

// 2^x for x <= 0, zero below 2^-125, so that every other result is a normal number.
//
// x is n + r, rounded by adding a number whose last place is one. 2^r is 1 + r · a polynomial, with
// the smallest largest error, 2e-9, among those of its degree for -0.5...0.5.
K_INLINE k_f32x8 weight8(k_f32x8 x) {
    const k_f32x8 rounder = k_splat8(12582912.0f);
    const k_f32x8 shifted = x + rounder;
    const k_f32x8 r = x - (shifted - rounder);
    k_f32x8 p = k_splat8(1.5353362e-4f);
    p = k_fma8(p, r, k_splat8(1.3398874e-3f));
    p = k_fma8(p, r, k_splat8(9.618437e-3f));
    p = k_fma8(p, r, k_splat8(5.5503324e-2f));
    p = k_fma8(p, r, k_splat8(2.4022648e-1f));
    p = k_fma8(p, r, k_splat8(6.9314718e-1f));
    p = k_fma8(p, r, k_splat8(1));
    const k_i32x8 power = (k_i32x8)p + ((k_i32x8)shifted << 23);
    return (k_f32x8)(power & ~(x < k_splat8(-125)));
}

K_INLINE k_f32x8 larger8(k_f32x8 p, k_f32x8 q) { return k_select8(p > q, p, q); }

void k_soften(float *scores, size_t keys, size_t lanes, float *largest, float *sum, float *y,
              size_t width) {
    for (size_t lane = 0; lane < lanes; lane += 8) {
        float *column = scores + lane;
        const k_f32x8 before = k_load8(largest + lane);
        // A score that is not a number is never the largest; its weight and the sum are no numbers.
        k_f32x8 now = before, other = before;
        size_t c = 0;
        for (; c + 2 <= keys; c += 2) {
            now = larger8(k_load8(column + c * lanes), now);
            other = larger8(k_load8(column + (c + 1) * lanes), other);
        }
        for (; c < keys; c++) {
            now = larger8(k_load8(column + c * lanes), now);
        }
        now = larger8(other, now);
        // Where all is hidden so far, any finite number serves.
        const k_f32x8 shift = k_select8(now == k_splat8(-INFINITY), k_splat8(0), now);
        k_f32x8 total = k_splat8(0);
        for (c = 0; c < keys; c++) {
            const k_f32x8 e = weight8(k_load8(column + c * lanes) - shift);
            k_store8(column + c * lanes, e);
            total += e;
        }
        const k_f32x8 factor = weight8(before - shift);
        k_store8(largest + lane, now);
        k_store8(sum + lane, k_fma8(k_load8(sum + lane), factor, total));
        const k_i32x8 changed = factor != k_splat8(1);
        int any = 0;
        for (int i = 0; i < 8; i++) {
            any |= changed[i];
        }
        for (size_t row = 0; any && row < width; row++) {
            float *to = y + row * lanes + lane;
            k_store8(to, k_load8(to) * factor);
        }
    }
}

// Eight queries of one panel.
static void write_rows(const float *panel, size_t queries, size_t width, size_t lanes,
                       k_f32x8 factor, float *y) {
    for (size_t c = 0; c < width; c += 8) {
        const size_t columns = width - c < 8 ? width - c : 8;
        k_f32x8 rows[8];
        for (size_t i = 0; i < 8; i++) {
            rows[i] = i < columns ? k_load8(panel + (c + i) * lanes) * factor : k_splat8(0);
        }
        k_transpose8(rows);
        for (size_t r = 0; r < queries; r++) {
            if (columns == 8) {
                k_store8(y + r * width + c, rows[r]);
            } else {
                k_store_part8(y + r * width + c, rows[r], columns);
            }
        }
    }
}

void k_finish_attention(const float *panels, const float *largest, const float *sum, size_t queries,
                        size_t width, size_t lanes, float *y, float *log_sums) {
    for (size_t query = 0; query < queries; query += 8) {
        const size_t count = queries - query < 8 ? queries - query : 8;
        const k_f32x8 total = k_load8(sum + query);
        const k_f32x8 factor = k_select8(total == k_splat8(0), k_splat8(0), 1.0f / total);
        write_rows(panels + query / lanes * width * lanes + query % lanes, count, width, lanes,
                   factor, y + query * width);
        for (size_t r = 0; log_sums && r < count; r++) {
            log_sums[query + r] = largest[query + r] * LOG_2 + logf(total[r]);
        }
    }
}

K_END
