#include "blocks.h"

#include "block_parts.h"
#include "lines.h"
#include "simd.h"

K_BEGIN

typedef int8_t i8x8 __attribute__((vector_size(8)));

typedef struct {
    uint16_t count;
    uint16_t bytes;
    uint16_t group;
    void (*parts)(const uint8_t *block, int8_t *codes, float *scales, float *offsets);
} format_facts;

static const format_facts FORMATS[] = {
    [K_Q4_0] = {32, 18, 32, k_parts_q4_0},       [K_Q4_1] = {32, 20, 32, k_parts_q4_1},
    [K_Q5_0] = {32, 22, 32, k_parts_q5_0},       [K_Q5_1] = {32, 24, 32, k_parts_q5_1},
    [K_Q8_0] = {32, 34, 32, k_parts_q8_0},       [K_IQ4_NL] = {32, 18, 32, k_parts_iq4_nl},
    [K_Q2_K] = {256, 84, 16, k_parts_q2_k},      [K_Q3_K] = {256, 110, 16, k_parts_q3_k},
    [K_Q4_K] = {256, 144, 32, k_parts_q4_k},     [K_Q5_K] = {256, 176, 32, k_parts_q5_k},
    [K_Q6_K] = {256, 210, 16, k_parts_q6_k},     [K_IQ4_XS] = {256, 136, 32, k_parts_iq4_xs},
    [K_F8_E4M3] = {1, 1, 0, NULL},               [K_F8_E5M2] = {1, 1, 0, NULL},
};

size_t k_block_count(k_block_format format) { return FORMATS[format].count; }

size_t k_block_bytes(k_block_format format) { return FORMATS[format].bytes; }

size_t k_block_group(k_block_format format) { return FORMATS[format].group; }

void k_block_parts(k_block_format format, const void *block, int8_t *codes, float *scales,
                   float *offsets) {
    FORMATS[format].parts(block, codes, scales, offsets);
}

typedef uint8_t u8x8 __attribute__((vector_size(8)));

// Sign, four bits of exponent with bias 7, three of mantissa; no infinity, NaN where all but the sign
// are ones. Moved into a float32 the exponent is 120 too small.
K_INLINE k_f32x8 widen_e4m3(u8x8 x) {
    const k_u32x8 bits = __builtin_convertvector(x, k_u32x8);
    const k_u32x8 rest = bits & 0x7F;
    const k_f32x8 size = (k_f32x8)(rest << 20) * k_splat8(0x1p120f);
    const k_u32x8 is_nan = (k_u32x8)(rest == 0x7F) & 0x7FC00000;
    return (k_f32x8)((k_u32x8)size | is_nan | (bits & 0x80) << 24);
}

// The upper half of a float16.
K_INLINE k_f32x8 widen_e5m2(u8x8 x) {
    uint16_t halves[8];
    const k_u16x8 wide = __builtin_convertvector(x, k_u16x8) << 8;
    memcpy(halves, &wide, sizeof wide);
    return k_widen_f16x8(halves);
}

static void widen_bytes(k_block_format format, const uint8_t *x, size_t count, float scale,
                        float *y) {
    for (size_t i = 0; i < count; i += 8) {
        const size_t width = count - i < 8 ? count - i : 8;
        u8x8 eight = {0};
        memcpy(&eight, x + i, width);
        const k_f32x8 wide = format == K_F8_E4M3 ? widen_e4m3(eight) : widen_e5m2(eight);
        k_store_part8(y + i, wide * k_splat8(scale), width);
    }
}

void k_widen_blocks(k_block_format format, const void *blocks, size_t count, float scale,
                    float *y) {
    const format_facts facts = FORMATS[format];
    if (facts.parts == NULL) {
        widen_bytes(format, blocks, count, scale, y);
        return;
    }
    const uint8_t *block = blocks;
    for (size_t b = 0; b < count; b++, block += facts.bytes) {
        int8_t codes[K_BLOCK_CODES];
        float scales[K_BLOCK_GROUPS];
        float offsets[K_BLOCK_GROUPS];
        facts.parts(block, codes, scales, offsets);
        for (size_t i = 0; i < facts.count; i += 8) {
            i8x8 code;
            memcpy(&code, codes + i, sizeof code);
            const size_t g = i / facts.group;
            const k_f32x8 value = k_fma8(
                k_splat8(scales[g]), __builtin_convertvector(code, k_f32x8), k_splat8(offsets[g]));
            k_store8(y, value * k_splat8(scale));
            y += 8;
        }
    }
}

void k_widen_block_row(const k_lines *lines, const void *row, size_t first, size_t count,
                       float *y) {
    const k_block_format format = (k_block_format)lines->format;
    const format_facts facts = FORMATS[format];
    k_widen_blocks(format, (const uint8_t *)row + first / facts.count * facts.bytes,
                   count / facts.count, lines->scale, y);
}

K_END
