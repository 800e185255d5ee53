#include "convert.h"

#include <math.h>

#include "simd.h"

K_BEGIN

// Every conversion goes through a block that stays in the first-level cache: seven ways in and
// seven ways out instead of forty-nine loops.
enum { BLOCK = 512 };

K_INLINE uint16_t narrow_bf16(float x) {
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    const uint32_t rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16;
    const uint32_t quiet = (bits >> 16) | 0x40;
    return (uint16_t)((bits & 0x7FFFFFFF) > 0x7F800000 ? quiet : rounded);
}

static void load_floats(k_element from, const void *x, float *block, size_t count) {
    switch (from) {
    case K_FLOAT32: memcpy(block, x, count * sizeof(float)); break;
    case K_BFLOAT16:
        for (size_t i = 0; i < count; i++) {
            const uint32_t bits = (uint32_t)((const uint16_t *)x)[i] << 16;
            memcpy(block + i, &bits, sizeof bits);
        }
        break;
    case K_FLOAT16: {
        size_t i = 0;
        for (; i + 8 <= count; i += 8) {
            k_store8(block + i, k_widen_f16x8((const uint16_t *)x + i));
        }
        for (; i < count; i++) {
            block[i] = (float)((const _Float16 *)x)[i];
        }
        break;
    }
    case K_INT32:
        for (size_t i = 0; i < count; i++) {
            block[i] = (float)((const int32_t *)x)[i];
        }
        break;
    case K_INT64:
        for (size_t i = 0; i < count; i++) {
            block[i] = (float)((const int64_t *)x)[i];
        }
        break;
    case K_UINT8:
        for (size_t i = 0; i < count; i++) {
            block[i] = (float)((const uint8_t *)x)[i];
        }
        break;
    case K_BOOL:
        for (size_t i = 0; i < count; i++) {
            block[i] = ((const uint8_t *)x)[i] != 0 ? 1.0f : 0.0f;
        }
        break;
    }
}

K_INLINE int64_t truncated(float x, int64_t low, int64_t high) {
    // The largest int64 is not a float32: at or above the float next to it, the end of the range.
    if (!(x == x)) {
        return 0;
    }
    if (x >= (float)high) {
        return high;
    }
    return x <= (float)low ? low : (int64_t)x;
}

static void store_floats(k_element to, const float *block, void *y, size_t count) {
    switch (to) {
    case K_FLOAT32: memcpy(y, block, count * sizeof(float)); break;
    case K_BFLOAT16:
        for (size_t i = 0; i < count; i++) {
            ((uint16_t *)y)[i] = narrow_bf16(block[i]);
        }
        break;
    case K_FLOAT16: {
        size_t i = 0;
        for (; i + 8 <= count; i += 8) {
            const k_f16x8 half = __builtin_convertvector(k_load8(block + i), k_f16x8);
            memcpy((uint16_t *)y + i, &half, sizeof half);
        }
        for (; i < count; i++) {
            ((_Float16 *)y)[i] = (_Float16)block[i];
        }
        break;
    }
    case K_INT32:
        for (size_t i = 0; i < count; i++) {
            ((int32_t *)y)[i] = (int32_t)truncated(block[i], INT32_MIN, INT32_MAX);
        }
        break;
    case K_INT64:
        for (size_t i = 0; i < count; i++) {
            ((int64_t *)y)[i] = truncated(block[i], INT64_MIN, INT64_MAX);
        }
        break;
    case K_UINT8:
        for (size_t i = 0; i < count; i++) {
            ((uint8_t *)y)[i] = (uint8_t)truncated(block[i], 0, UINT8_MAX);
        }
        break;
    case K_BOOL:
        for (size_t i = 0; i < count; i++) {
            ((uint8_t *)y)[i] = block[i] != 0;
        }
        break;
    }
}

static void load_integers(k_element from, const void *x, int64_t *block, size_t count) {
    for (size_t i = 0; i < count; i++) {
        switch (from) {
        case K_INT32: block[i] = ((const int32_t *)x)[i]; break;
        case K_INT64: block[i] = ((const int64_t *)x)[i]; break;
        case K_UINT8: block[i] = ((const uint8_t *)x)[i]; break;
        default: block[i] = ((const uint8_t *)x)[i] != 0; break;
        }
    }
}

static void store_integers(k_element to, const int64_t *block, void *y, size_t count) {
    for (size_t i = 0; i < count; i++) {
        switch (to) {
        case K_INT32: ((int32_t *)y)[i] = (int32_t)block[i]; break;
        case K_INT64: ((int64_t *)y)[i] = block[i]; break;
        case K_UINT8: ((uint8_t *)y)[i] = (uint8_t)block[i]; break;
        default: ((uint8_t *)y)[i] = block[i] != 0; break;
        }
    }
}

static int is_integer(k_element type) { return type >= K_INT32; }

static size_t byte_count(k_element type) {
    switch (type) {
    case K_INT64: return 8;
    case K_FLOAT32:
    case K_INT32: return 4;
    case K_BFLOAT16:
    case K_FLOAT16: return 2;
    default: return 1;
    }
}

void k_convert(k_element from, const void *x, k_element to, void *y, size_t count) {
    const size_t x_size = byte_count(from);
    const size_t y_size = byte_count(to);
    for (size_t done = 0; done < count; done += BLOCK) {
        const size_t part = count - done < BLOCK ? count - done : BLOCK;
        const void *x_part = (const char *)x + done * x_size;
        void *y_part = (char *)y + done * y_size;
        if (is_integer(from) && is_integer(to)) {
            int64_t block[BLOCK];
            load_integers(from, x_part, block, part);
            store_integers(to, block, y_part, part);
        } else {
            float block[BLOCK];
            load_floats(from, x_part, block, part);
            store_floats(to, block, y_part, part);
        }
    }
}

K_END
