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

// Terms of up to eight rows, where they lie or widened into `scratch`; zeros for the rows missing.
static void read_rows(const k_lines *x, size_t first_row, size_t rows, size_t first, size_t count,
                      float scratch[8][K_TERMS], const float *from[8]) {
    for (size_t r = 0; r < 8; r++) {
        const char *row = (const char *)x->start + (ptrdiff_t)(first_row + r) * x->stride;
        if (r < rows && !x->widen) {
            from[r] = (const float *)row + first;
            continue;
        }
        from[r] = scratch[r];
        if (r < rows) {
            x->widen(x, row, first, count, scratch[r]);
        } else {
            memset(scratch[r], 0, count * sizeof(float));
        }
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
        k_transpose8(rows);
        for (int r = 0; r < 8; r++) {
            k_store8(y + (t + (size_t)r) * width, rows[r]);
        }
    }
    for (; t < terms; t++) {
        for (size_t r = 0; r < 8; r++) {
            memcpy(y + t * width + r, from[r] + t, sizeof(float));
        }
    }
}

static void pack_along(const k_lines *x, size_t first_line, size_t lines, size_t first_term,
                       size_t terms, size_t width, float *y) {
    float scratch[8][K_TERMS];
    const float *from[8];
    // The last eight first: what they write into the next term's lanes is then written over.
    for (size_t place = (width + 7) / 8 * 8; place > 0; place -= 8) {
        const size_t at = place - 8;
        const size_t left = lines > at ? lines - at : 0;
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
            memcpy(y, (const float *)row + first_line, lines * sizeof(float));
        }
        memset(y + lines, 0, (width - lines) * sizeof(float));
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
