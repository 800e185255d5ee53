#include "pack.h"

#include "convert.h"
#include "simd.h"

K_BEGIN

void k_widen_elements(const k_lines *lines, const void *row, size_t first, size_t count,
                      float *y) {
    const int format = lines->format;
    const uint16_t *x = (const uint16_t *)row + first;
    size_t i = 0;
    if (format == K_BFLOAT16) {
        for (; i + 8 <= count; i += 8) {
            k_store8(y + i, k_widen_bf16x8(x + i));
        }
    } else if (format == K_FLOAT16) {
        for (; i + 8 <= count; i += 8) {
            k_store8(y + i, k_widen_f16x8(x + i));
        }
    }
    k_convert((k_element)format, x + i, K_FLOAT32, y + i, count - i);
}

// Where the terms of up to eight rows lie, from `first` on: in the stored rows, or widened into
// `scratch`; zeros for the rows missing.
static void read_rows(const k_lines *x, size_t first_row, size_t rows, size_t first, size_t count,
                      float scratch[8][K_TERMS], const float *from[8]) {
    static const float zeros[K_TERMS];
    for (size_t r = 0; r < 8; r++) {
        const char *row = (const char *)x->start + (ptrdiff_t)(first_row + r) * x->stride;
        if (r >= rows) {
            from[r] = zeros;
        } else if (x->widen) {
            x->widen(x, row, first, count, scratch[r]);
            from[r] = scratch[r];
        } else {
            from[r] = (const float *)row + first;
        }
    }
}

// Eight terms of each of eight lines.
K_INLINE void transpose(k_f32x8 rows[8], size_t width, float *y) {
    k_transpose8(rows);
    for (int r = 0; r < 8; r++) {
        k_store8(y + (size_t)r * width, rows[r]);
    }
}

// Eight lines of a panel. Writes eight lanes for each term, also where the panel has fewer left.
static void pack_eight(const float *const from[8], size_t terms, size_t width, float *y) {
    size_t t = 0;
    for (; t + 8 <= terms; t += 8) {
        k_f32x8 rows[8];
        for (int r = 0; r < 8; r++) {
            rows[r] = k_load8(from[r] + t);
        }
        transpose(rows, width, y + t * width);
    }
    for (; t < terms; t++) {
        for (size_t r = 0; r < 8; r++) {
            memcpy(y + t * width + r, from[r] + t, sizeof(float));
        }
    }
}

// The same for eight whole lines of bfloat16, and the terms by eights.
static void pack_eight_bf16(const k_lines *x, size_t first_row, size_t first, size_t terms,
                            size_t width, float *y) {
    const char *row = (const char *)x->start + (ptrdiff_t)first_row * x->stride;
    for (size_t t = 0; t < terms; t += 8) {
        k_f32x8 rows[8];
        for (int r = 0; r < 8; r++) {
            rows[r] = k_widen_bf16x8((const uint16_t *)(row + r * x->stride) + first + t);
        }
        transpose(rows, width, y + t * width);
    }
}

static void pack_along(const k_lines *x, size_t first_line, size_t lines, size_t first_term,
                       size_t terms, size_t width, float *y) {
    const int is_bf16 = x->widen == k_widen_elements && x->format == K_BFLOAT16;
    float scratch[8][K_TERMS];
    const float *from[8];
    // The last eight first: what they write into the next term's lanes is then written over.
    for (size_t place = (width + 7) / 8 * 8; place > 0; place -= 8) {
        const size_t at = place - 8;
        const size_t left = lines > at ? lines - at : 0;
        if (is_bf16 && left >= 8 && terms % 8 == 0) {
            pack_eight_bf16(x, first_line + at, first_term, terms, width, y + at);
            continue;
        }
        read_rows(x, first_line + at, left < 8 ? left : 8, first_term, terms, scratch, from);
        pack_eight(from, terms, width, y + at);
    }
}

static void pack_across(const k_lines *x, size_t first_line, size_t lines, size_t first_term,
                        size_t terms, size_t width, float *y) {
    for (size_t t = 0; t < terms; t++, y += width) {
        const char *row = (const char *)x->start + (ptrdiff_t)(first_term + t) * x->stride;
        if (x->widen) {
            x->widen(x, row, first_line, lines, y);
        } else {
            k_copy_few((const float *)row + first_line, lines, y);
        }
        k_clear_few(y + lines, width - lines);
    }
}

void k_pack(const k_lines *x, size_t first_line, size_t lines, size_t first_term, size_t terms,
            size_t width, float *y) {
    for (size_t done = 0; done < lines; done += width, y += terms * width) {
        const size_t part = lines - done < width ? lines - done : width;
        if (x->across) {
            pack_across(x, first_line + done, part, first_term, terms, width, y);
        } else {
            pack_along(x, first_line + done, part, first_term, terms, width, y);
        }
    }
}

K_END
