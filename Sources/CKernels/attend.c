#include "attend.h"

#include <math.h>
#include <string.h>

#include "multiply.h"
#include "pack.h"
#include "soften.h"

// Keys whose scores are held at one time. A panel's scores are then 12 KiB, and the keys and values
// of 128 components 192 KiB, which stay in a second-level cache.
enum { KEYS = 192 };

// The parts of the scratch. Queries are the right operand of the scores and weights that of the
// result, so that both come out with a lane for each query.
typedef struct {
    size_t lanes;   // queries of a panel
    size_t panels;  // of queries
    float *queries; // [term chunks, panels, terms, lanes]
    float *keys;    // [term chunks, panels of keys, terms, rows]
    float *values;  // [panels of components, keys, rows]
    float *y;       // [panels, value_width, lanes]
    float *largest; // [panels, lanes]
    float *sum;     // [panels, lanes]
    float *scores;  // [keys, lanes]
} parts;

size_t k_attend_scratch(const k_attention *a, size_t queries) {
    const size_t padded = queries + K_WIDEST_PANEL;
    return (padded + KEYS + K_WIDEST_PANEL) * (a->width + 1) + (padded + KEYS) * a->value_width +
           (KEYS + 2) * K_WIDEST_PANEL * 2 + 2 * padded + 3 * K_PACK_SLACK;
}

static parts divided(const k_attention *a, const k_multiplier *m, size_t queries, float *scratch) {
    parts p = {.lanes = m->columns, .panels = (queries + m->columns - 1) / m->columns};
    const size_t all = p.panels * p.lanes;
    p.queries = scratch;
    p.y = p.queries + all * a->width + K_PACK_SLACK;
    p.largest = p.y + all * a->value_width;
    p.sum = p.largest + all;
    p.scores = p.sum + all;
    p.keys = p.scores + KEYS * p.lanes;
    p.values = p.keys + (KEYS + m->rows) * a->width + K_PACK_SLACK;
    return p;
}

// Terms of the scores from `done` on that are multiplied at a time.
static size_t chunk(const k_attention *a, size_t done) {
    return a->width - done < K_TERMS ? a->width - done : K_TERMS;
}

static void begin(const k_attention *a, const parts *p, size_t first, size_t queries) {
    const size_t all = p->panels * p->lanes;
    for (size_t done = 0; done < a->width; done += K_TERMS) {
        k_pack(&a->q, first, queries, done, chunk(a, done), p->lanes, p->queries + done * all);
    }
    const float scale = a->scale * K_LOG2_E;
    for (size_t i = 0; i < all * a->width; i++) {
        p->queries[i] *= scale;
    }
    memset(p->y, 0, all * a->value_width * sizeof(float));
    for (size_t i = 0; i < all; i++) {
        p->largest[i] = -INFINITY;
        p->sum[i] = 0;
    }
}

static void pack_keys(const k_attention *a, const k_multiplier *m, const parts *p, size_t first,
                      size_t count) {
    const size_t padded = (count + m->rows - 1) / m->rows * m->rows;
    for (size_t done = 0; done < a->width; done += K_TERMS) {
        k_pack(&a->k, first, count, done, chunk(a, done), m->rows, p->keys + done * padded);
    }
    k_pack(&a->v, 0, a->value_width, first, count, m->rows, p->values);
}

static void score(const k_attention *a, const k_multiplier *m, const parts *p, size_t panel,
                  size_t count) {
    const size_t padded = (count + m->rows - 1) / m->rows * m->rows;
    const size_t all = p->panels * p->lanes;
    size_t done = 0;
    do {
        const size_t terms = chunk(a, done);
        const float *queries = p->queries + done * all + panel * terms * p->lanes;
        const k_start start = {.sums = done > 0 ? p->scores : NULL, .stride = p->lanes};
        m->multiply(p->keys + done * padded, queries, terms, count, p->lanes, &start, p->scores,
                    p->lanes);
        done += terms;
    } while (done < a->width);
}

// Whether any query before `last` sees a key.
static int sees(const k_attention_rule *rule, size_t last, size_t key) {
    return rule->visible == PTRDIFF_MAX ||
           (ptrdiff_t)key < rule->visible + (ptrdiff_t)last - 1;
}

void k_attend_f32(k_instructions set, const k_attention *a, size_t first, size_t last, float *y,
                  float *log_sums, float *scratch) {
    const k_multiplier *m = k_multiplier_for(set);
    const size_t queries = last - first;
    const parts p = divided(a, m, queries, scratch);
    begin(a, &p, first, queries);
    for (size_t key = 0; key < a->keys; key += KEYS) {
        if (!sees(&a->rule, last, key)) {
            break;
        }
        const size_t count = a->keys - key < KEYS ? a->keys - key : KEYS;
        pack_keys(a, m, &p, key, count);
        for (size_t panel = 0; panel < p.panels; panel++) {
            const size_t query = first + panel * p.lanes;
            const size_t seeing = last - query < p.lanes ? last - query : p.lanes;
            if (!sees(&a->rule, query + seeing, key)) {
                continue;
            }
            float *target = p.y + panel * a->value_width * p.lanes;
            score(a, m, &p, panel, count);
            k_apply_rule(&a->rule, query, seeing, key, count, p.lanes, p.scores);
            k_soften(p.scores, count, p.lanes, p.largest + panel * p.lanes,
                     p.sum + panel * p.lanes, target, a->value_width);
            const k_start start = {.sums = target, .stride = p.lanes};
            m->multiply(p.values, p.scores, count, a->value_width, p.lanes, &start, target,
                        p.lanes);
        }
    }
    k_finish_attention(p.y, p.largest, p.sum, queries, a->value_width, p.lanes, y, log_sums);
}
