#include "convolve.h"

#include "multiply.h"
#include "pack.h"
#include "product.h"

size_t k_convolve_scratch(size_t outputs, size_t places) {
    return k_product_scratch(outputs, places) + outputs * places;
}

void k_convolve_f32(k_instructions set, const k_convolution *c, size_t first, size_t last, float *y,
                    size_t stride, float *scratch) {
    const k_multiplier *m = k_multiplier_for(set);
    const size_t places = last - first;
    float *b = scratch;
    float *a = scratch + (places + K_WIDEST_PANEL) * K_TERMS + K_PACK_SLACK;
    // Sums are kept here until the last terms: in planes of many pixels they would lie too far apart
    // for a cache.
    float *sums = scratch + k_product_scratch(c->outputs, places);
    size_t done = 0;
    do {
        const size_t terms = c->depth - done < K_TERMS ? c->depth - done : K_TERMS;
        const int is_last = done + terms == c->depth;
        k_unfold_f32(c->x, &c->window, done, terms, first, last, m->columns, b);
        for (size_t r = 0; r < c->outputs; r += K_BAND) {
            const size_t part = c->outputs - r < K_BAND ? c->outputs - r : K_BAND;
            const k_start start = {
                .sums = done > 0 ? sums + r * places : NULL,
                .stride = places,
                .of_rows = c->bias ? c->bias + r : NULL,
            };
            k_pack(&c->weight, r, part, done, terms, m->rows, a);
            m->multiply(a, b, terms, part, places, &start,
                        is_last ? y + r * stride : sums + r * places, is_last ? stride : places);
        }
        done += terms;
    } while (done < c->depth);
}
