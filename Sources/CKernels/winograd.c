#include "winograd.h"

#include "multiply.h"
#include "pack.h"
#include "simd.h"

K_BEGIN

// Squares of a vector.
enum { LANES = 8 };

// Outputs whose kernels are transformed at a time, a multiple of every panel's.
enum { BAND = 48 };

// Inputs whose kernels are laid out at a time: their terms are a multiple of eight.
enum { LAID_OUT = K_TERMS / 9 / 8 * 8 };

// The most points of an axis; the last of them is zero for doubled pixels.
enum { POINTS = 4 };

K_INLINE size_t round_up(size_t count, size_t unit) { return (count + unit - 1) / unit * unit; }

K_INLINE int points_of(int doubled) { return doubled ? POINTS - 1 : POINTS; }

// Squares in a row.
K_INLINE size_t row_of_squares(const k_winograd *w) {
    return round_up((w->out_width + 1) / 2, LANES);
}

size_t k_winograd_squares(const k_winograd *w) {
    return (w->out_height + 1) / 2 * row_of_squares(w);
}

// Transformed operands lie as the multipliers read them, for each pair of points: K_TERMS inputs
// after K_TERMS inputs, in panels of `width` lines.
typedef struct {
    float *start;
    // Lines, filled up to whole panels.
    size_t lines, width;
    // Floats from one pair of points to the next.
    size_t stride;
} transformed;

K_INLINE transformed room(float *start, size_t inputs, size_t lines, size_t width) {
    const size_t whole = round_up(lines, width);
    return (transformed){start, whole, width, inputs * whole + K_PACK_SLACK};
}

K_INLINE float *place(const transformed *t, size_t inputs, size_t input, size_t line) {
    const size_t done = input / K_TERMS * K_TERMS;
    const size_t terms = inputs - done < K_TERMS ? inputs - done : K_TERMS;
    return t->start + done * t->lines + line / t->width * terms * t->width
           + (input - done) * t->width + line % t->width;
}

// Kernels

// The points of three elements along an axis, `step` apart.
K_INLINE void transform_three(const k_f32x8 *g, int step, int points, k_f32x8 *to, int to_step) {
    const k_f32x8 outer = g[0] + g[2 * step];
    to[0] = g[0];
    to[to_step] = (outer + g[step]) * 0.5f;
    to[2 * to_step] = g[2 * step];
    if (points == POINTS) {
        to[3 * to_step] = (outer - g[step]) * 0.5f;
    }
}

K_INLINE void transform_kernels(const float *laid_out, size_t inputs, size_t width, int points,
                                float *y, size_t stride) {
    for (size_t c = 0; c < inputs; c++, laid_out += 9 * width, y += width) {
        for (size_t i = 0; i < width; i += LANES) {
            k_f32x8 kernel[9], rows[POINTS * 3], to[POINTS * POINTS];
            for (int k = 0; k < 9; k++) {
                kernel[k] = k_load8(laid_out + (size_t)k * width + i);
            }
            for (int v = 0; v < 3; v++) {
                transform_three(kernel + v, 3, points, rows + v, 3);
            }
            for (int u = 0; u < points; u++) {
                transform_three(rows + 3 * u, 1, points, to + points * u, 1);
            }
            // The lanes behind the panel are written over by the next input.
            for (int e = 0; e < points * points; e++) {
                k_store8(y + (size_t)e * stride + i, to[e]);
            }
        }
    }
}

static void lay_kernels(const k_winograd *w, size_t first, size_t count, const transformed *to,
                        float *scratch) {
    for (size_t done = 0; done < w->inputs; done += K_TERMS) {
        const size_t end = w->inputs - done < K_TERMS ? w->inputs : done + K_TERMS;
        for (size_t line = 0; line < to->lines; line += to->width) {
            const size_t lines = count - line < to->width ? count - line : to->width;
            for (size_t c = done; c < end; c += LAID_OUT) {
                const size_t some = end - c < LAID_OUT ? end - c : LAID_OUT;
                k_pack(&w->weight, first + line, lines, 9 * c, 9 * some, to->width, scratch);
                float *y = place(to, w->inputs, c, line);
                if (w->doubled) {
                    transform_kernels(scratch, some, to->width, POINTS - 1, y, to->stride);
                } else {
                    transform_kernels(scratch, some, to->width, POINTS, y, to->stride);
                }
            }
        }
    }
}

// Pixels

// Rows of the pixels that a vector of squares sees, from `start` on, `stride` apart.
typedef struct {
    const float *start;
    size_t stride;
} view;

enum { SEEN = 2 * LANES + 2 };

// The pixels that the squares from `square` on see; those that lie outside are written into `inside`.
K_INLINE view view_of(const k_winograd *w, const float *plane, size_t square,
                      float inside[POINTS][SEEN]) {
    const size_t row = square / row_of_squares(w), column = square % row_of_squares(w);
    const size_t step = w->doubled ? 1 : 2;
    const ptrdiff_t y = (ptrdiff_t)(row * step) - (ptrdiff_t)w->top;
    const ptrdiff_t x = (ptrdiff_t)(column * step) - (ptrdiff_t)w->left;
    const ptrdiff_t rows = points_of(w->doubled), columns = LANES * (ptrdiff_t)step + 2;
    const ptrdiff_t height = (ptrdiff_t)w->height, width = (ptrdiff_t)w->width;
    if (y >= 0 && x >= 0 && y + rows <= height && x + columns <= width) {
        return (view){plane + y * width + x, w->width};
    }
    const ptrdiff_t begin = x < 0 ? -x : 0;
    const ptrdiff_t end = width - x < columns ? width - x : columns;
    for (ptrdiff_t r = 0; r < rows; r++) {
        k_clear_few(inside[r], SEEN);
        if (y + r >= 0 && y + r < height && begin < end) {
            k_copy_few(plane + (y + r) * width + x + begin, (size_t)(end - begin),
                       inside[r] + begin);
        }
    }
    return (view){inside[0], SEEN};
}

// The points of four pixels along an axis, `step` apart.
K_INLINE void transform_four(const k_f32x8 *d, int step, k_f32x8 *to, int to_step) {
    to[0] = d[0] - d[2 * step];
    to[to_step] = d[step] + d[2 * step];
    to[2 * to_step] = d[step] - d[3 * step];
    to[3 * to_step] = d[2 * step] - d[step];
}

// The same of three pixels of which the second is doubled.
K_INLINE void transform_doubled(const k_f32x8 *d, int step, k_f32x8 *to, int to_step) {
    to[0] = d[0] - d[step];
    to[to_step] = d[step] + d[step];
    to[2 * to_step] = d[step] - d[2 * step];
}

K_INLINE void transform_pixels(const k_f32x8 *d, k_f32x8 *to, int doubled) {
    const int points = points_of(doubled);
    k_f32x8 rows[POINTS * POINTS];
    for (int v = 0; v < points; v++) {
        if (doubled) {
            transform_doubled(d + v, points, rows + v, points);
        } else {
            transform_four(d + v, points, rows + v, points);
        }
    }
    for (int u = 0; u < points; u++) {
        if (doubled) {
            transform_doubled(rows + points * u, 1, to + points * u, 1);
        } else {
            transform_four(rows + points * u, 1, to + points * u, 1);
        }
    }
}

K_INLINE void see(view from, k_f32x8 *d, int doubled) {
    const int points = points_of(doubled);
    for (int r = 0; r < points; r++, d += points) {
        const float *row = from.start + (size_t)r * from.stride;
        if (doubled) {
            for (int c = 0; c < points; c++) {
                d[c] = k_load8(row + c);
            }
            continue;
        }
        // Of two neighbouring squares the columns lie two apart.
        for (int c = 0; c < points; c += 2) {
            const k_f32x8 low = k_load8(row + c), high = k_load8(row + c + LANES);
            d[c] = __builtin_shufflevector(low, high, 0, 2, 4, 6, 8, 10, 12, 14);
            d[c + 1] = __builtin_shufflevector(low, high, 1, 3, 5, 7, 9, 11, 13, 15);
        }
    }
}

// Input after input, as the pixels lie: what is written lies far apart, but by whole lines of the
// caches.
K_INLINE void lay_squares(const k_winograd *w, size_t first, size_t last, const transformed *to,
                          int doubled) {
    const int points = points_of(doubled);
    for (size_t c = 0; c < w->inputs; c++) {
        const float *plane = w->x + c * w->height * w->width;
        for (size_t line = 0; line < to->lines; line += LANES) {
            float *y = place(to, w->inputs, c, line);
            k_f32x8 pixels[POINTS * POINTS] = {0}, points_of_pixels[POINTS * POINTS] = {0};
            if (first + line < last) {
                float inside[POINTS][SEEN];
                see(view_of(w, plane, first + line, inside), pixels, doubled);
                transform_pixels(pixels, points_of_pixels, doubled);
            }
            for (int e = 0; e < points * points; e++) {
                k_store8(y + (size_t)e * to->stride, points_of_pixels[e]);
            }
        }
    }
}

// Sums

// The two outputs along an axis.
K_INLINE void transform_sums(const k_f32x8 *m, int step, int points, k_f32x8 *to, int to_step) {
    to[0] = m[0] + m[step];
    to[to_step] = m[step] - m[2 * step];
    if (points == POINTS) {
        to[0] += m[3 * step];
        to[to_step] -= m[3 * step];
    }
}

// Writes the squares of one output; `sums` are its points, `stride` apart.
K_INLINE void put(const k_winograd *w, size_t first, size_t last, const float *sums, size_t stride,
                  float bias, float *y, int doubled) {
    const int points = points_of(doubled);
    for (size_t square = first; square < last; square += LANES, sums += LANES) {
        const size_t row = 2 * (square / row_of_squares(w));
        const size_t column = 2 * (square % row_of_squares(w));
        k_f32x8 m[POINTS * POINTS], rows[2 * POINTS], outputs[4];
        for (int e = 0; e < points * points; e++) {
            m[e] = k_load8(sums + (size_t)e * stride);
        }
        for (int v = 0; v < points; v++) {
            transform_sums(m + v, points, points, rows + v, points);
        }
        for (int r = 0; r < 2; r++) {
            transform_sums(rows + points * r, 1, points, outputs + 2 * r, 1);
        }
        const size_t left = column < w->out_width ? w->out_width - column : 0;
        for (size_t r = 0; r < 2 && row + r < w->out_height; r++) {
            const k_f32x8 even = outputs[2 * r] + bias, odd = outputs[2 * r + 1] + bias;
            const k_f32x8 low = __builtin_shufflevector(even, odd, 0, 8, 1, 9, 2, 10, 3, 11);
            const k_f32x8 high = __builtin_shufflevector(even, odd, 4, 12, 5, 13, 6, 14, 7, 15);
            float *to = y + (row + r) * w->out_width + column;
            if (left >= 2 * LANES) {
                k_store8(to, low);
                k_store8(to + LANES, high);
            } else {
                float pixels[2 * LANES];
                k_store8(pixels, low);
                k_store8(pixels + LANES, high);
                memcpy(to, pixels, left * sizeof(float));
            }
        }
    }
}

// The whole

size_t k_winograd_scratch(const k_winograd *w, size_t squares) {
    const size_t most = POINTS * POINTS;
    const size_t wide = squares + K_WIDEST_PANEL;
    return most * (w->inputs * (wide + BAND) + BAND * wide + 2 * K_PACK_SLACK)
           + K_WIDEST_PANEL * K_TERMS + K_PACK_SLACK;
}

static void multiply(const k_multiplier *m, const transformed *kernels, const transformed *squares,
                     size_t inputs, size_t element, float *y) {
    const k_start more = {.sums = y, .stride = squares->lines};
    const k_start nothing = {0};
    for (size_t done = 0; done < inputs; done += K_TERMS) {
        const size_t terms = inputs - done < K_TERMS ? inputs - done : K_TERMS;
        m->multiply(kernels->start + element * kernels->stride + done * kernels->lines,
                    squares->start + element * squares->stride + done * squares->lines, terms,
                    kernels->lines, squares->lines, done > 0 ? &more : &nothing, y, squares->lines);
    }
}

void k_winograd_f32(k_instructions set, const k_winograd *w, size_t first, size_t last, float *y,
                    float *scratch) {
    const k_multiplier *m = k_multiplier_for(set);
    const size_t points = (size_t)points_of(w->doubled), elements = points * points;
    const transformed squares = room(scratch, w->inputs, last - first, m->columns);
    if (w->doubled) {
        lay_squares(w, first, last, &squares, 1);
    } else {
        lay_squares(w, first, last, &squares, 0);
    }
    scratch += elements * squares.stride;
    for (size_t o = 0; o < w->outputs; o += BAND) {
        const size_t count = w->outputs - o < BAND ? w->outputs - o : BAND;
        const transformed kernels = room(scratch, w->inputs, count, m->rows);
        float *sums = scratch + elements * kernels.stride;
        const size_t stride = kernels.lines * squares.lines;
        lay_kernels(w, o, count, &kernels, sums);
        for (size_t e = 0; e < elements; e++) {
            multiply(m, &kernels, &squares, w->inputs, e, sums + e * stride);
        }
        for (size_t r = 0; r < count; r++) {
            float *plane = y + (o + r) * w->out_height * w->out_width;
            const float bias = w->bias ? w->bias[o + r] : 0;
            if (w->doubled) {
                put(w, first, last, sums + r * squares.lines, stride, bias, plane, 1);
            } else {
                put(w, first, last, sums + r * squares.lines, stride, bias, plane, 0);
            }
        }
    }
}

K_END
