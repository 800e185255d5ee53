#include "product.h"

#include "convert.h"
#include "multiply.h"
#include "pack.h"

// Up to so many rows are laid out once for all columns, and these a panel at a time: so both stay in
// the nearer caches.
enum { FEW_ROWS = 384 };

size_t k_product_scratch(size_t rows, size_t columns) {
    const size_t band = rows < FEW_ROWS ? rows : FEW_ROWS;
    return (band + columns + 2 * K_WIDEST_PANEL) * K_TERMS + 2 * K_PACK_SLACK;
}

// A `k_widen` that writes pairs: two bfloat16 in the place of a float.
static void round_to_pairs(const k_lines *lines, const void *row, size_t first, size_t count,
                           float *y) {
    (void)lines;
    k_convert(K_FLOAT32, (const float *)row + 2 * first, K_BFLOAT16, y, 2 * count);
}

// Lines of pairs: of bfloat16 as they lie, of float32 rounded.
static k_lines paired(k_lines x) {
    x.widen = x.widen ? NULL : round_to_pairs;
    return x;
}

static int is_bf16(const k_lines *x) {
    return x->widen == k_widen_elements && x->format == K_BFLOAT16;
}

// The multiplier for a product, which becomes one of pairs where the instructions take them and b
// is stored so.
static const k_multiplier *multiplier_for(k_instructions set, k_product *p) {
    if (set < K_AVX512_BF16 || p->depth % 2 != 0 || !is_bf16(&p->b) || p->b.across ||
        p->a.across || (p->a.widen && !is_bf16(&p->a))) {
        return k_multiplier_for(set);
    }
    p->a = paired(p->a);
    p->b = paired(p->b);
    p->depth /= 2;
    return &k_multiplier_bf16;
}

void k_product_f32(k_instructions set, const k_product *product, size_t first_row, size_t rows,
                   size_t first_column, size_t columns, float *y, size_t stride, float *scratch) {
    k_product of_terms = *product;
    const k_product *p = &of_terms;
    const k_multiplier *m = multiplier_for(set, &of_terms);
    const int are_few = rows <= FEW_ROWS;
    const size_t side = are_few && m->columns < columns ? m->columns : columns;
    const size_t band = are_few ? rows : K_BAND;
    float *b = scratch;
    float *a = scratch + (side + K_WIDEST_PANEL) * K_TERMS + K_PACK_SLACK;
    size_t done = 0;
    do {
        const size_t terms = p->depth - done < K_TERMS ? p->depth - done : K_TERMS;
        if (are_few) {
            k_pack(&p->a, first_row, rows, done, terms, m->rows, a);
        }
        for (size_t c = 0; c < columns; c += side) {
            const size_t width = columns - c < side ? columns - c : side;
            k_pack(&p->b, first_column + c, width, done, terms, m->columns, b);
            for (size_t r = 0; r < rows; r += band) {
                const size_t height = rows - r < band ? rows - r : band;
                float *to = y + r * stride + c;
                const k_start start = {
                    .sums = done > 0 ? to : NULL,
                    .stride = stride,
                    .of_columns = p->of_columns ? p->of_columns + first_column + c : NULL,
                    .of_rows = p->of_rows ? p->of_rows + first_row + r : NULL,
                };
                if (!are_few) {
                    k_pack(&p->a, first_row + r, height, done, terms, m->rows, a);
                }
                m->multiply(a, b, terms, height, width, &start, to, stride);
            }
        }
        done += terms;
    } while (done < p->depth);
}
