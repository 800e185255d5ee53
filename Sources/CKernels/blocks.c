#include "blocks.h"

#include "block_parts.h"
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
};

size_t k_block_count(k_block_format format) { return FORMATS[format].count; }

size_t k_block_bytes(k_block_format format) { return FORMATS[format].bytes; }

size_t k_block_group(k_block_format format) { return FORMATS[format].group; }

void k_block_parts(k_block_format format, const void *block, int8_t *codes, float *scales,
                   float *offsets) {
    FORMATS[format].parts(block, codes, scales, offsets);
}

void k_widen_blocks(k_block_format format, const void *blocks, size_t count, float *y) {
    const format_facts facts = FORMATS[format];
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
            k_store8(y, k_fma8(k_splat8(scales[g]), __builtin_convertvector(code, k_f32x8),
                               k_splat8(offsets[g])));
            y += 8;
        }
    }
}

K_END
