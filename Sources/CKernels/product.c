#include "product.h"

#include "multiply.h"
#include "pack.h"

size_t k_product_scratch(size_t rows, size_t columns) {
    const size_t band = rows < K_BAND ? rows : K_BAND;
    return (band + columns + 2 * K_WIDEST_PANEL) * K_TERMS + 2 * K_PACK_SLACK;
}

void k_product_f32(k_instructions set, const k_product *p, size_t first_row, size_t rows,
                   size_t first_column, size_t columns, float *y, size_t stride, float *scratch) {
    const k_multiplier *m = k_multiplier_for(set);
    float *b = scratch;
    float *a = scratch + (columns + K_WIDEST_PANEL) * K_TERMS + K_PACK_SLACK;
    size_t done = 0;
    do {
        const size_t terms = p->depth - done < K_TERMS ? p->depth - done : K_TERMS;
        k_pack(&p->b, first_column, columns, done, terms, m->columns, b);
        for (size_t r = 0; r < rows; r += K_BAND) {
            const size_t part = rows - r < K_BAND ? rows - r : K_BAND;
            const k_start start = {
                .continues = done > 0,
                .of_columns = p->of_columns ? p->of_columns + first_column : NULL,
                .of_rows = p->of_rows ? p->of_rows + first_row + r : NULL,
            };
            k_pack(&p->a, first_row + r, part, done, terms, m->rows, a);
            m->multiply(a, b, terms, part, columns, &start, y + r * stride, stride);
        }
        done += terms;
    } while (done < p->depth);
}
