// The inner loops of products, for vectors of LANES: included by one file for each set of
// instructions, between its K_BEGIN and K_END, after the definitions of LANES, ROWS (lines of the
// left operand in a panel), VECTORS (vectors of a panel of the right), MULTIPLIER (what to define)
// and, where a term is more than a float, MULTIPLY_ADD(left, right, sum).
//
// A tile of ROWS × VECTORS sums stays in registers, beside VECTORS of b and one of a.

#include "multiply.h"
#include "simd.h"

#ifndef MULTIPLY_ADD
#define MULTIPLY_ADD __builtin_elementwise_fma
#endif

typedef float vector __attribute__((vector_size(LANES * 4)));

enum { COLUMNS = LANES * VECTORS };

// Floats of a line of the caches.
enum { LINE = 16 };

K_INLINE vector load(const float *x) {
    vector v;
    memcpy(&v, x, sizeof v);
    return v;
}

K_INLINE void store(float *y, vector v) { memcpy(y, &v, sizeof v); }

K_INLINE vector splat(float x) {
    vector v;
    for (int lane = 0; lane < LANES; lane++) {
        v[lane] = x;
    }
    return v;
}

K_INLINE void sum_tile(const float *a, const float *b, size_t terms,
                       vector sums[ROWS][VECTORS]) {
    for (int r = 0; r < ROWS; r++) {
        for (int i = 0; i < VECTORS; i++) {
            sums[r][i] = splat(0);
        }
    }
#pragma clang loop unroll_count(4)
    for (size_t t = 0; t < terms; t++, a += ROWS, b += COLUMNS) {
        vector right[VECTORS];
        for (int i = 0; i < VECTORS; i++) {
            right[i] = load(b + i * LANES);
        }
        for (int r = 0; r < ROWS; r++) {
            const vector left = splat(a[r]);
            for (int i = 0; i < VECTORS; i++) {
                sums[r][i] = MULTIPLY_ADD(left, right[i], sums[r][i]);
            }
        }
    }
}

static void multiply_tile(const float *a, const float *b, size_t terms, const k_start *start,
                          size_t row, size_t column, float *y, size_t stride) {
    const float *sums_so_far = start->sums ? start->sums + row * start->stride + column : NULL;
    for (size_t r = 0; r < ROWS; r++) {
        // Fetched while the sums are made.
        __builtin_prefetch(sums_so_far ? sums_so_far + r * start->stride : y + r * stride, 1, 3);
    }
    vector sums[ROWS][VECTORS];
    sum_tile(a, b, terms, sums);
    if (sums_so_far) {
        for (size_t r = 0; r < ROWS; r++, sums_so_far += start->stride, y += stride) {
            for (size_t i = 0; i < VECTORS; i++) {
                store(y + i * LANES, load(sums_so_far + i * LANES) + sums[r][i]);
            }
        }
        return;
    }
    for (size_t r = 0; r < ROWS; r++, y += stride) {
        for (size_t i = 0; i < VECTORS; i++) {
            vector from = splat(0);
            if (start->of_columns) {
                from = load(start->of_columns + column + i * LANES);
            } else if (start->of_rows) {
                from = splat(start->of_rows[row + r]);
            }
            store(y + i * LANES, from + sums[r][i]);
        }
    }
}

// A tile of which only some rows and columns are part of the result.
static void multiply_edge(const float *a, const float *b, size_t terms, const k_start *start,
                          size_t row, size_t column, size_t rows, size_t columns, float *y,
                          size_t stride) {
    vector sums[ROWS][VECTORS];
    sum_tile(a, b, terms, sums);
    float edge[ROWS][COLUMNS];
    memcpy(edge, sums, sizeof edge);
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) {
            float *to = y + r * stride + c;
            const float from = start->sums ? start->sums[(row + r) * start->stride + column + c]
                               : start->of_columns ? start->of_columns[column + c]
                               : start->of_rows    ? start->of_rows[row + r]
                                                   : 0;
            *to = from + edge[r][c];
        }
    }
}

static void multiply(const float *a, const float *b, size_t terms, size_t rows, size_t columns,
                     const k_start *start, float *y, size_t stride) {
    for (size_t c = 0; c < columns; c += COLUMNS, b += terms * COLUMNS) {
        const float *left = a;
        const float *next = b + terms * COLUMNS;
        const size_t share = terms * COLUMNS * ROWS / rows;
        for (size_t r = 0; r < rows; r += ROWS, left += terms * ROWS) {
            // The next panel of b comes from a far cache: a part of it with every tile.
            for (size_t i = 0; i < share; i += LINE) {
                __builtin_prefetch(next + i, 0, 2);
            }
            next += share;
            float *to = y + r * stride + c;
            if (r + ROWS <= rows && c + COLUMNS <= columns) {
                multiply_tile(left, b, terms, start, r, c, to, stride);
            } else {
                const size_t height = rows - r < ROWS ? rows - r : ROWS;
                const size_t width = columns - c < COLUMNS ? columns - c : COLUMNS;
                multiply_edge(left, b, terms, start, r, c, height, width, to, stride);
            }
        }
    }
}

static float multiply_in_registers(size_t rounds) {
    static const float ones[LANES] = {1};
    vector sums[ROWS][VECTORS] = {0};
    for (size_t i = 0; i < rounds; i++) {
        const float *from = ones;
        // Nothing is known of the factors, so that no product is taken out of the loop.
        __asm__ volatile("" : "+r"(from));
        const vector x = load(from);
        for (int r = 0; r < ROWS; r++) {
            for (int j = 0; j < VECTORS; j++) {
                sums[r][j] = MULTIPLY_ADD(x, x, sums[r][j]);
            }
        }
    }
    float sum = 0;
    for (int r = 0; r < ROWS; r++) {
        for (int lane = 0; lane < LANES * VECTORS; lane++) {
            sum += sums[r][lane / LANES][lane % LANES];
        }
    }
    return sum;
}

const k_multiplier MULTIPLIER = {
    .rows = ROWS,
    .columns = COLUMNS,
    .multiply = multiply,
    .in_registers = multiply_in_registers,
};
