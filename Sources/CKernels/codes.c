#include "codes.h"

#include "code_multiplier.h"
#include "round_codes.h"
#include "simd.h"

K_BEGIN

// Terms that are multiplied at a time: whole blocks of every format.
enum { TERMS = 512 };

// Rows that are multiplied by a tile of columns at a time, a multiple of every panel's: their codes
// stay in a second-level cache.
enum { BAND = 192 };

// Lines of the widest panel of blocks.
enum { WIDEST = 32 };

// Columns that are taken apart side by side.
enum { SIDE = 8 };

// Bytes of a unit of codes.
enum { UNIT = 4 };

static const k_code_multiplier *multiplier_for(k_instructions set) {
    return set >= K_AVX512_VNNI ? &k_code_multiplier_vnni
           : set >= K_AVX512    ? &k_code_multiplier_avx512
                                : &k_code_multiplier_baseline;
}

static k_code_kind kind_of(k_block_format format) {
    switch (format) {
    case K_Q4_0:
    case K_Q4_1:
    case K_Q4_K: return K_CODES_OF_4_BITS;
    case K_Q5_0:
    case K_Q5_1:
    case K_Q5_K: return K_CODES_OF_5_BITS;
    case K_Q2_K:
    case K_Q3_K: return K_CODES_OF_4_BITS_BY_16;
    case K_Q6_K: return K_CODES_OF_6_BITS_BY_16;
    default: return K_SIGNED_CODES;
    }
}

// How a product with blocks of a format lays its operands out.
typedef struct {
    k_code_kind kind;
    k_code_unit unit;
    // Codes of a unit.
    size_t codes;
    // Codes to a scale.
    size_t group;
} code_layout;

static code_layout layout_of(const k_code_multiplier *m, k_block_format format) {
    const k_code_kind kind = kind_of(format);
    const k_code_unit unit = kind == K_SIGNED_CODES ? m->of_signed : K_BYTES;
    return (code_layout){kind, unit, unit == K_WORDS ? 2 : 4, k_block_group(format)};
}

// From some term on, a panel of rounded rows: its codes, its scales, then its sums.
static k_rows_panel rows_panel(const k_code_multiplier *m, code_layout layout, size_t depth,
                               const void *rounded, size_t panel, size_t bytes, size_t term) {
    const uint8_t *codes = (const uint8_t *)rounded + panel * bytes;
    const uint8_t *scales = codes + depth / layout.codes * m->rows * UNIT;
    const uint8_t *sums = scales + depth / 32 * m->rows * UNIT;
    return (k_rows_panel){
        .codes = codes + term / layout.codes * m->rows * UNIT,
        .scales = (const float *)(const void *)(scales + term / 32 * m->rows * UNIT),
        .sums = sums + term / layout.group * m->rows * UNIT,
    };
}

size_t k_rounded_panel_bytes_with(const k_code_multiplier *m, k_block_format format, size_t depth) {
    const code_layout layout = layout_of(m, format);
    return (depth / layout.codes + depth / 32 + depth / layout.group) * m->rows * UNIT;
}

// Rounds 32 numbers of the panel's row `r`.
K_INLINE void round_row(const float *x, size_t r, size_t rows, code_layout layout, uint8_t *codes,
                        uint8_t *scale, uint8_t *sums) {
    k_i32x8 code[4];
    const float size = k_round_32(x, code);
    memcpy(scale + r * UNIT, &size, UNIT);
    if (layout.unit == K_WORDS) {
        for (size_t i = 0; i < 16; i++) {
            const int16_t pair[2] = {(int16_t)code[i / 4][i % 4 * 2],
                                     (int16_t)code[i / 4][i % 4 * 2 + 1]};
            memcpy(codes + (i * rows + r) * UNIT, pair, UNIT);
        }
        return;
    }
    for (size_t i = 0; i < 4; i++) {
        int8_t eight[8];
        k_narrow_codes(code[i], eight);
        memcpy(codes + (2 * i * rows + r) * UNIT, eight, UNIT);
        memcpy(codes + ((2 * i + 1) * rows + r) * UNIT, eight + UNIT, UNIT);
    }
    const int32_t halves[2] = {k_sum_codes(code[0] + code[1]), k_sum_codes(code[2] + code[3])};
    if (layout.kind == K_SIGNED_CODES) {
        const int32_t start = -128 * (halves[0] + halves[1]);
        memcpy(sums + r * UNIT, &start, UNIT);
    } else if (layout.group == 32) {
        const float sum = size * (float)(halves[0] + halves[1]);
        memcpy(sums + r * UNIT, &sum, UNIT);
    } else {
        for (size_t h = 0; h < 2; h++) {
            const float sum = size * (float)halves[h];
            memcpy(sums + (h * rows + r) * UNIT, &sum, UNIT);
        }
    }
}

void k_round_panels_with(const k_code_multiplier *m, k_block_format format, const float *x,
                         size_t rows, size_t depth, size_t first, size_t count, void *rounded) {
    static const float NOTHING[32];
    const code_layout layout = layout_of(m, format);
    const size_t bytes = k_rounded_panel_bytes_with(m, format, depth);
    for (size_t p = first; p < first + count; p++) {
        for (size_t term = 0; term < depth; term += 32) {
            const k_rows_panel to = rows_panel(m, layout, depth, rounded, p, bytes, term);
            for (size_t r = 0; r < m->rows; r++) {
                const size_t row = p * m->rows + r;
                const float *from = row < rows ? x + row * depth + term : NOTHING;
                round_row(from, r, m->rows, layout, (uint8_t *)to.codes, (uint8_t *)to.scales,
                          (uint8_t *)to.sums);
            }
        }
    }
}

// The parts of blocks of SIDE columns side by side: units of codes are exchanged from columns of
// units to units of columns, eight by eight.
static void lay_codes_out(const uint8_t codes[SIDE][K_BLOCK_CODES * 2], size_t units,
                          size_t columns, uint8_t *to) {
    for (size_t u = 0; u < units; u += SIDE) {
        k_f32x8 square[SIDE];
        for (size_t c = 0; c < SIDE; c++) {
            memcpy(&square[c], codes[c] + u * UNIT, sizeof square[c]);
        }
        k_transpose8(square);
        for (size_t i = 0; i < SIDE; i++) {
            memcpy(to + (u + i) * columns * UNIT, &square[i], sizeof square[i]);
        }
    }
}

// Codes of a block as they lie in units.
K_INLINE void form_units(code_layout layout, const int8_t *codes, size_t count, uint8_t *units) {
    if (layout.unit == K_WORDS) {
        int16_t wide[K_BLOCK_CODES];
        for (size_t i = 0; i < count; i++) {
            wide[i] = codes[i];
        }
        memcpy(units, wide, 2 * count);
        return;
    }
    const uint8_t more = layout.kind == K_SIGNED_CODES ? 0x80 : 0;
    for (size_t i = 0; i < count; i++) {
        units[i] = (uint8_t)codes[i] ^ more;
    }
}

typedef struct {
    uint8_t *codes;
    float *scales;
    float *offsets;
} taken_apart;

// Takes rows of blocks apart, and lays them side by side as panels, zeros behind the last.
static void take_apart(const k_codes_product *p, code_layout layout, size_t first, size_t columns,
                       size_t term, size_t terms, size_t width, taken_apart to) {
    const size_t count = k_block_count(p->format);
    const size_t size = k_block_bytes(p->format);
    const size_t groups = count / layout.group;
    const size_t units = count / layout.codes;
    for (size_t c = 0; c < columns; c += SIDE) {
        const size_t panel = c / width * width;
        for (size_t b = 0; b < terms / count; b++) {
            uint8_t forms[SIDE][K_BLOCK_CODES * 2];
            float scales[SIDE][K_BLOCK_GROUPS];
            float offsets[SIDE][K_BLOCK_GROUPS];
            for (size_t s = 0; s < SIDE; s++) {
                if (c + s >= columns) {
                    memset(forms[s], 0, units * UNIT);
                    memset(scales[s], 0, sizeof scales[s]);
                    memset(offsets[s], 0, sizeof offsets[s]);
                    continue;
                }
                const uint8_t *block = (const uint8_t *)p->blocks + (first + c + s) * p->row_bytes
                                       + (term / count + b) * size;
                int8_t codes[K_BLOCK_CODES];
                k_block_parts(p->format, block, codes, scales[s], offsets[s]);
                form_units(layout, codes, count, forms[s]);
            }
            lay_codes_out(forms, units, width,
                          to.codes
                              + (panel * (terms / layout.codes) + b * units * width + c - panel)
                                    * UNIT);
            for (size_t g = 0; g < groups; g++) {
                const size_t place =
                    panel * (terms / layout.group) + (b * groups + g) * width + c - panel;
                for (size_t s = 0; s < SIDE; s++) {
                    to.scales[place + s] = scales[s][g];
                    to.offsets[place + s] = offsets[s][g];
                }
            }
        }
    }
}

size_t k_codes_scratch(size_t columns) {
    // Codes of two bytes; a scale and an offset for each 16 codes.
    return (columns + WIDEST) * TERMS * (2 * 16 + 2 * UNIT) / 16 / sizeof(float);
}

void k_multiply_codes_with(const k_code_multiplier *m, const k_codes_product *p, size_t first_row,
                           size_t rows, size_t first_column, size_t columns, float *y,
                           size_t stride, float *scratch) {
    const code_layout layout = layout_of(m, p->format);
    const size_t bytes = k_rounded_panel_bytes_with(m, p->format, p->depth);
    const size_t wide = (columns + m->columns - 1) / m->columns * m->columns;
    size_t done = 0;
    do {
        const size_t terms = p->depth - done < TERMS ? p->depth - done : TERMS;
        const taken_apart w = {
            .codes = (uint8_t *)scratch,
            .scales = scratch + wide * terms / layout.codes,
            .offsets = scratch + wide * terms / layout.codes + wide * terms / layout.group,
        };
        take_apart(p, layout, first_column, columns, done, terms, m->columns, w);
        for (size_t band = 0; band < rows; band += BAND) {
            const size_t end = rows < band + BAND ? rows : band + BAND;
            for (size_t c = 0; c < columns; c += m->columns) {
                const k_blocks_panel right = {
                    .codes = w.codes + c * terms / layout.codes * UNIT,
                    .scales = w.scales + c * terms / layout.group,
                    .offsets = w.offsets + c * terms / layout.group,
                };
                const size_t width = columns - c < m->columns ? columns - c : m->columns;
                float *to = y + band * stride + c;
                const float *bias = p->bias ? p->bias + first_column + c : NULL;
                const k_codes_start start = {done > 0 ? to : bias, done > 0 ? stride : 0};
                const k_rows_panel left = rows_panel(m, layout, p->depth, p->rounded,
                                                     (first_row + band) / m->rows, bytes, done);
                m->multiply[layout.kind](&left, bytes, &right, terms, end - band, width, &start,
                                         to, stride);
            }
        }
        done += terms;
    } while (done < p->depth);
}

size_t k_rounded_panels(k_instructions set, size_t rows) {
    const size_t width = multiplier_for(set)->rows;
    return (rows + width - 1) / width;
}

size_t k_rounded_panel_bytes(k_instructions set, k_block_format format, size_t depth) {
    return k_rounded_panel_bytes_with(multiplier_for(set), format, depth);
}

void k_round_panels(k_instructions set, k_block_format format, const float *x, size_t rows,
                    size_t depth, size_t first, size_t count, void *rounded) {
    k_round_panels_with(multiplier_for(set), format, x, rows, depth, first, count, rounded);
}

void k_multiply_codes(k_instructions set, const k_codes_product *product, size_t first_row,
                      size_t rows, size_t first_column, size_t columns, float *y, size_t stride,
                      float *scratch) {
    k_multiply_codes_with(multiplier_for(set), product, first_row, rows, first_column, columns, y,
                          stride, scratch);
}

int32_t k_multiply_codes_in_registers(k_instructions set, size_t rounds) {
    uint8_t bytes[K_LIMIT_VECTORS * 64];
    memset(bytes, 1, sizeof bytes);
    // Nothing is known of the factors, so that no product is left out.
    __asm__ volatile("" : : "r"(bytes) : "memory");
    return multiplier_for(set)->in_registers(bytes, rounds);
}

size_t k_multiply_codes_in_registers_operations(k_instructions set, size_t rounds) {
    return rounds * multiplier_for(set)->rows * multiplier_for(set)->columns * 4 * 2;
}

K_END
