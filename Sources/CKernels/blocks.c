#include "blocks.h"

#include "block_formats.h"
#include "lines.h"
#include "simd.h"

K_BEGIN

typedef void block_parts(const uint8_t *block, int8_t *codes, float *scales, float *offsets);
typedef void widen_run(const uint8_t *blocks, size_t count, float scale, float *y);

// `count`, `bytes` and `group` are constants where this is inlined.
K_INLINE void widen_codes(block_parts *parts, size_t count, size_t bytes, size_t group,
                          const uint8_t *block, size_t blocks, float scale, float *y) {
    for (size_t b = 0; b < blocks; b++, block += bytes, y += count) {
        int8_t codes[K_BLOCK_CODES];
        float scales[K_BLOCK_GROUPS];
        float offsets[K_BLOCK_GROUPS];
        parts(block, codes, scales, offsets);
        for (size_t i = 0; i < count; i += 8) {
            const size_t g = i / group;
            const k_f32x8 value =
                k_fma8(k_splat8(scales[g]), k_widen_i8x8(codes + i), k_splat8(offsets[g]));
            k_store8(y + i, value * k_splat8(scale));
        }
    }
}

#define DEFINE_FORMAT(format, parts, count, bytes, group, is_signed)                               \
    static void apart_##format(const uint8_t *block, int8_t *codes, float *scales,                 \
                               float *offsets) {                                                   \
        parts(block, codes, scales, offsets);                                                      \
    }                                                                                              \
    static void widen_##format(const uint8_t *blocks, size_t run, float scale, float *y) {         \
        widen_codes(parts, count, bytes, group, blocks, run, scale, y);                            \
    }

K_FORMATS_OF_CODES(DEFINE_FORMAT)

// Sign, four bits of exponent with bias 7, three of mantissa; no infinity, NaN where all but the sign
// are ones. Moved into a float32 the exponent is 120 too small.
K_INLINE k_f32x8 widen_e4m3(k_u8x8 x) {
    const k_u32x8 bits = __builtin_convertvector(x, k_u32x8);
    const k_u32x8 rest = bits & 0x7F;
    const k_f32x8 size = (k_f32x8)(rest << 20) * k_splat8(0x1p120f);
    const k_u32x8 is_nan = (k_u32x8)(rest == 0x7F) & 0x7FC00000;
    return (k_f32x8)((k_u32x8)size | is_nan | (bits & 0x80) << 24);
}

// The upper half of a float16.
K_INLINE k_f32x8 widen_e5m2(k_u8x8 x) {
    uint16_t halves[8];
    const k_u16x8 wide = __builtin_convertvector(x, k_u16x8) << 8;
    memcpy(halves, &wide, sizeof wide);
    return k_widen_f16x8(halves);
}

#define DEFINE_FLOAT8(format, widen)                                                               \
    static void widen_##format(const uint8_t *x, size_t count, float scale, float *y) {            \
        size_t i = 0;                                                                              \
        for (; i + 8 <= count; i += 8) {                                                           \
            k_u8x8 eight;                                                                          \
            memcpy(&eight, x + i, sizeof eight);                                                   \
            k_store8(y + i, widen(eight) * k_splat8(scale));                                       \
        }                                                                                          \
        k_u8x8 rest = {0};                                                                         \
        memcpy(&rest, x + i, count - i);                                                           \
        k_store_part8(y + i, widen(rest) * k_splat8(scale), count - i);                            \
    }

DEFINE_FLOAT8(K_F8_E4M3, widen_e4m3)
DEFINE_FLOAT8(K_F8_E5M2, widen_e5m2)

typedef struct {
    uint16_t count;
    uint16_t bytes;
    uint16_t group;
    widen_run *widen;
    block_parts *parts;
} format_facts;

#define FACTS(format, parts, count, bytes, group, is_signed)                                       \
    [format] = {count, bytes, group, widen_##format, apart_##format},

static const format_facts FORMATS[] = {
    K_FORMATS_OF_CODES(FACTS)
    [K_F8_E4M3] = {1, 1, 0, widen_K_F8_E4M3, NULL},
    [K_F8_E5M2] = {1, 1, 0, widen_K_F8_E5M2, NULL},
};

size_t k_block_count(k_block_format format) { return FORMATS[format].count; }

size_t k_block_bytes(k_block_format format) { return FORMATS[format].bytes; }

size_t k_block_group(k_block_format format) { return FORMATS[format].group; }

void k_block_parts(k_block_format format, const void *block, int8_t *codes, float *scales,
                   float *offsets) {
    FORMATS[format].parts(block, codes, scales, offsets);
}

void k_widen_blocks(k_block_format format, const void *blocks, size_t count, float scale,
                    float *y) {
    FORMATS[format].widen(blocks, count, scale, y);
}

void k_widen_block_row(const k_lines *lines, const void *row, size_t first, size_t count,
                       float *y) {
    const k_block_format format = (k_block_format)lines->format;
    const format_facts facts = FORMATS[format];
    facts.widen((const uint8_t *)row + first / facts.count * facts.bytes, count / facts.count,
                lines->scale, y);
}

K_END
