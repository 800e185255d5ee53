#include "table_codes.h"

#include "simd.h"

K_BEGIN

static float scale_at(const k_table_codes *t, size_t i) {
    if (t->scales) {
        return t->scales[i];
    }
    const float part = t->scale_table[t->scale_codes[i]] * t->scale_scales[i / t->scale_run];
    return part + t->scale_offset;
}

K_INLINE k_f32x8 rounded(k_f32x8 x, k_element type) {
    if (type == K_BFLOAT16) {
        const k_u32x8 bits = (k_u32x8)x;
        const k_u32x8 nearest = (bits + 0x7FFF + (bits >> 16 & 1)) & 0xFFFF0000;
        return k_select8(x == x, (k_f32x8)nearest, x);
    }
    if (type == K_FLOAT16) {
        return __builtin_convertvector(__builtin_convertvector(x, k_f16x8), k_f32x8);
    }
    return x;
}

// The two numbers that a byte stands for, as the bits of one.
K_INLINE double pair_at(const k_table_codes *t, uint8_t byte) {
    double pair;
    memcpy(&pair, t->pairs + 2 * (size_t)byte, sizeof pair);
    return pair;
}

// Numbers under one scale, the first of which begins a byte.
static void widen_run(const k_table_codes *t, const uint8_t *bytes, size_t count, float scale,
                      float *y) {
    size_t i = 0;
    for (; i + 8 <= count; i += 8, bytes += 4) {
        const k_f64x4 pairs = {pair_at(t, bytes[0]), pair_at(t, bytes[1]), pair_at(t, bytes[2]),
                               pair_at(t, bytes[3])};
        k_store8(y + i, rounded((k_f32x8)pairs * k_splat8(scale), t->type));
    }
    float rest[8] = {0};
    for (size_t p = 0; i + 2 * p < count; p++) {
        memcpy(rest + 2 * p, t->pairs + 2 * (size_t)bytes[p], 2 * sizeof(float));
    }
    k_store_part8(y + i, rounded(k_load8(rest) * k_splat8(scale), t->type), count - i);
}

void k_widen_table(const k_table_codes *t, size_t first, size_t count, float *y) {
    size_t i = t->start + first;
    const size_t end = i + count;
    while (i < end) {
        const float scale = scale_at(t, i / t->run);
        if (i % 2 != 0) {
            const k_f32x8 value = k_splat8(t->pairs[2 * (size_t)t->codes[i / 2] + 1] * scale);
            *y++ = rounded(value, t->type)[0];
            i++;
            continue;
        }
        const size_t left = t->run - i % t->run;
        const size_t here = left < end - i ? left : end - i;
        widen_run(t, t->codes + i / 2, here, scale, y);
        y += here;
        i += here;
    }
}

void k_widen_table_row(const k_lines *lines, const void *row, size_t first, size_t count,
                       float *y) {
    const size_t begin = (size_t)((const char *)row - (const char *)lines->start);
    k_widen_table(lines->context, begin + first, count, y);
}

K_END
