#include "convolve.h"

#include "multiply.h"
#include "pack.h"
#include "product.h"

size_t k_convolve_scratch(size_t outputs, size_t places) {
    return k_product_scratch(outputs, places);
}

void k_convolve_f32(k_instructions set, const k_convolution *c, size_t first, size_t last, float *y,
                    size_t stride, float *scratch) {
    const k_multiplier *m = k_multiplier_for(set);
    const size_t places = last - first;
    float *b = scratch;
    float *a = scratch + (places + K_WIDEST_PANEL) * K_TERMS + K_PACK_SLACK;
    size_t done = 0;
    do {
        const size_t terms = c->depth - done < K_TERMS ? c->depth - done : K_TERMS;
        k_unfold_f32(c->x, &c->window, done, terms, first, last, m->columns, b);
        for (size_t r = 0; r < c->outputs; r += K_BAND) {
            const size_t part = c->outputs - r < K_BAND ? c->outputs - r : K_BAND;
            const k_start start = {.continues = done > 0,
                                   .of_rows = c->bias ? c->bias + r : NULL};
            k_pack(&c->weight, r, part, done, terms, m->rows, a);
            m->multiply(a, b, terms, part, places, &start, y + r * stride, stride);
        }
        done += terms;
    } while (done < c->depth);
}
