// Kernels beside their plain definitions in double, for a processor that the package's tests cannot
// run on: `make test-arm64` builds this with every kernel and runs it in an emulator. Prints a line
// for each kernel, and fails if one is not its definition.

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

static int failures;

// Numbers of −1…1, always the same.
static float *numbers(size_t count, uint32_t seed) {
    float *x = malloc(count * sizeof *x);
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525 + 1013904223;
        x[i] = (float)(seed >> 8) / (1 << 24) * 2 - 1;
    }
    return x;
}

static void judge(const char *name, const float *y, const double *expected, size_t count,
                  double bound) {
    double largest = 0, error = 0;
    for (size_t i = 0; i < count; i++) {
        largest = fmax(largest, fabs(expected[i]));
        error = fmax(error, fabs(y[i] - expected[i]));
        if (y[i] != y[i]) {
            error = INFINITY;
        }
    }
    const int is_near = error <= bound * largest;
    failures += !is_near;
    printf("%-44s %s: %.1e of the largest, %.0e allowed\n", name, is_near ? "agrees" : "DIFFERS",
           error / largest, bound);
}

static void *room(size_t floats) { return calloc(floats, sizeof(float)); }

// x [rows, depth] by weights w [columns, depth].
static double *product(const float *x, const float *w, size_t rows, size_t columns, size_t depth) {
    double *y = calloc(rows * columns, sizeof *y);
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < columns; c++) {
            for (size_t i = 0; i < depth; i++) {
                y[r * columns + c] += (double)x[r * depth + i] * w[c * depth + i];
            }
        }
    }
    return y;
}

enum { ROWS = 61, COLUMNS = 77, DEPTH = 512 };

static k_lines float_lines(const float *x, size_t terms) {
    return (k_lines){.start = x, .stride = (ptrdiff_t)(terms * sizeof(float))};
}

static void check_product(const char *name, const float *x, k_lines w, const float *wide) {
    const k_product p = {.a = float_lines(x, DEPTH), .b = w, .depth = DEPTH};
    float *y = room(ROWS * COLUMNS);
    k_product_f32(K_BASELINE, &p, 0, ROWS, 0, COLUMNS, y, COLUMNS,
                  room(k_product_scratch(ROWS, COLUMNS)));
    judge(name, y, product(x, wide, ROWS, COLUMNS, DEPTH), ROWS * COLUMNS, 2e-6);
}

static void check_elements(k_element type, const char *name, const float *x, const float *w) {
    uint16_t *narrow = room(COLUMNS * DEPTH);
    float *wide = room(COLUMNS * DEPTH);
    k_convert(K_FLOAT32, w, type, narrow, COLUMNS * DEPTH);
    k_convert(type, narrow, K_FLOAT32, wide, COLUMNS * DEPTH);
    const k_lines lines = {.start = narrow, .stride = 2 * DEPTH, .widen = k_widen_elements,
                           .format = (int)type, .scale = 1};
    check_product(name, x, lines, wide);
    float *y = room(COLUMNS);
    k_dot_f32(x, DEPTH, type, narrow, DEPTH, y, COLUMNS, 1, COLUMNS, DEPTH);
    judge("  the same of one row", y, product(x, wide, 1, COLUMNS, DEPTH), COLUMNS, 2e-6);
}

// Blocks of any bytes are numbers, if their scales are.
static uint8_t *blocks_of(k_block_format format, size_t count) {
    uint8_t *bytes = malloc(count / k_block_count(format) * k_block_bytes(format));
    const size_t size = k_block_bytes(format);
    uint32_t seed = (uint32_t)format;
    for (size_t i = 0; i < count / k_block_count(format) * size; i++) {
        seed = seed * 1664525 + 1013904223;
        bytes[i] = (uint8_t)(seed >> 24);
        // The scales, float16, are somewhere at the ends; no byte of theirs may make them large.
        const size_t at = i % size;
        if (at < 4 || at + 4 >= size) {
            bytes[i] &= 0x1F;
        }
    }
    return bytes;
}

static void check_blocks(k_block_format format, const char *name, const float *x) {
    uint8_t *blocks = blocks_of(format, COLUMNS * DEPTH);
    float *wide = room(COLUMNS * DEPTH);
    k_widen_blocks(format, blocks, COLUMNS * DEPTH / k_block_count(format), 1, wide);
    const size_t row_bytes = DEPTH / k_block_count(format) * k_block_bytes(format);
    const k_lines lines = {.start = blocks, .stride = (ptrdiff_t)row_bytes,
                           .widen = k_widen_block_row, .format = (int)format, .scale = 1};
    check_product(name, x, lines, wide);
    if (k_block_group(format) == 0) {
        return;
    }
    const size_t panels = k_rounded_panels(K_BASELINE, ROWS);
    void *rounded = malloc(panels * k_rounded_panel_bytes(K_BASELINE, format, DEPTH));
    k_round_panels(K_BASELINE, format, x, ROWS, DEPTH, 0, panels, rounded);
    const k_codes_product p = {.format = format, .rounded = rounded, .blocks = blocks,
                               .row_bytes = row_bytes, .depth = DEPTH};
    float *y = room(ROWS * COLUMNS);
    k_multiply_codes(K_BASELINE, &p, 0, ROWS, 0, COLUMNS, y, COLUMNS,
                     room(k_codes_scratch(COLUMNS)));
    // Numbers of −1…1 are rounded to 1/254 at most.
    judge("  the same of rounded rows", y, product(x, wide, ROWS, COLUMNS, DEPTH), ROWS * COLUMNS,
          2e-2);
}

static double pixel(const float *x, ptrdiff_t height, ptrdiff_t width, ptrdiff_t y, ptrdiff_t at) {
    return y < 0 || y >= height || at < 0 || at >= width ? 0 : (double)x[y * width + at];
}

static void check_convolutions(void) {
    enum { INPUTS = 37, OUTPUTS = 13, HEIGHT = 11, WIDTH = 21 };
    const float *x = numbers(INPUTS * HEIGHT * WIDTH, 1);
    const float *w = numbers(OUTPUTS * INPUTS * 9, 2);
    const float *bias = numbers(OUTPUTS, 3);
    for (int scale = 1; scale <= 2; scale++) {
        const size_t height = HEIGHT * scale, width = WIDTH * scale, size = height * width;
        double *expected = calloc(OUTPUTS * size, sizeof *expected);
        for (size_t place = 0; place < OUTPUTS * size; place++) {
            const ptrdiff_t row = (ptrdiff_t)(place % size / width), column = place % width;
            expected[place] = bias[place / size];
            for (size_t term = 0; term < INPUTS * 9; term++) {
                const ptrdiff_t y = row + (ptrdiff_t)(term % 9 / 3) - 1;
                const ptrdiff_t at = column + (ptrdiff_t)(term % 3) - 1;
                const int is_inside = y >= 0 && at >= 0;
                expected[place] +=
                    w[place / size * INPUTS * 9 + term]
                    * (is_inside ? pixel(x + term / 9 * HEIGHT * WIDTH, HEIGHT, WIDTH, y / scale,
                                         at / scale)
                                 : 0);
            }
        }
        const k_winograd c = {.weight = float_lines(w, INPUTS * 9), .bias = bias,
                              .outputs = OUTPUTS, .inputs = INPUTS, .x = x, .height = HEIGHT,
                              .width = WIDTH, .top = 1, .left = 1, .out_height = height,
                              .out_width = width, .doubled = scale == 2};
        const size_t squares = k_winograd_squares(&c);
        float *y = room(OUTPUTS * size);
        k_winograd_f32(K_BASELINE, &c, 0, squares, y, room(k_winograd_scratch(&c, squares)));
        judge(scale == 1 ? "convolution of 3 × 3, transformed" : "  the same of a doubled picture",
              y, expected, OUTPUTS * size, 2e-6);
        if (scale == 1) {
            const k_convolution direct = {
                .weight = c.weight, .bias = bias, .outputs = OUTPUTS, .depth = INPUTS * 9, .x = x,
                .window = {HEIGHT, WIDTH, 3, 3, 1, 1, 1, 1, WIDTH}};
            k_convolve_f32(K_BASELINE, &direct, 0, size, y, size,
                           room(k_convolve_scratch(OUTPUTS, size)));
            judge("convolution of 3 × 3, term by term", y, expected, OUTPUTS * size, 2e-6);
        }
    }
}

static void check_attention(void) {
    enum { QUERIES = 45, KEYS = 300, WIDTH = 64 };
    const float *q = numbers(QUERIES * WIDTH, 1), *k = numbers(KEYS * WIDTH, 2);
    const float *v = numbers(KEYS * WIDTH, 3);
    double *expected = calloc(QUERIES * WIDTH, sizeof *expected);
    const double *scores = product(q, k, QUERIES, KEYS, WIDTH);
    for (size_t r = 0; r < QUERIES; r++) {
        double sum = 0;
        for (size_t i = 0; i < KEYS; i++) {
            const double weight = exp(scores[r * KEYS + i] * 0.5);
            sum += weight;
            for (size_t c = 0; c < WIDTH; c++) {
                expected[r * WIDTH + c] += weight * v[i * WIDTH + c];
            }
        }
        for (size_t c = 0; c < WIDTH; c++) {
            expected[r * WIDTH + c] /= sum;
        }
    }
    k_lines values = float_lines(v, WIDTH);
    values.across = 1;
    const k_attention a = {.q = float_lines(q, WIDTH), .k = float_lines(k, WIDTH), .v = values,
                           .keys = KEYS, .width = WIDTH, .value_width = WIDTH, .scale = 0.5f,
                           .rule = {.visible = PTRDIFF_MAX}};
    float *y = room(QUERIES * WIDTH);
    k_attend_f32(K_BASELINE, &a, 0, QUERIES, y, NULL, room(k_attend_scratch(&a, QUERIES)));
    judge("attention", y, expected, QUERIES * WIDTH, 4e-6);
}

static double silu(double x) { return x / (1 + exp(-x)); }
static double gelu(double x) { return x / 2 * (1 + erf(x / sqrt(2))); }

static void check_map(k_function function, const char *name, double (*plain)(double)) {
    enum { COUNT = 1000 };
    float *x = numbers(COUNT, 4), *y = room(COUNT);
    double *expected = calloc(COUNT, sizeof *expected);
    for (size_t i = 0; i < COUNT; i++) {
        x[i] *= 8;
        expected[i] = plain(x[i]);
    }
    const ptrdiff_t stride = 1;
    const size_t shape = COUNT;
    k_map_f32(function, x, &stride, y, 1, &shape, 0, COUNT);
    judge(name, y, expected, COUNT, 2e-6);
}

int main(void) {
    const float *x = numbers(ROWS * DEPTH, 1), *w = numbers(COLUMNS * DEPTH, 2);
    check_product("product with float32", x, float_lines(w, DEPTH), w);
    check_elements(K_BFLOAT16, "product with bfloat16", x, w);
    check_elements(K_FLOAT16, "product with float16", x, w);
    static const char *const formats[] = {
        "product with Q4_0", "product with Q4_1", "product with Q5_0", "product with Q5_1",
        "product with Q8_0", "product with IQ4_NL", "product with Q2_K", "product with Q3_K",
        "product with Q4_K", "product with Q5_K", "product with Q6_K", "product with IQ4_XS"};
    for (int format = K_Q4_0; format <= K_IQ4_XS; format++) {
        check_blocks((k_block_format)format, formats[format], x);
    }
    check_convolutions();
    check_attention();
    check_map(K_EXP, "exp", exp);
    check_map(K_TANH, "tanh", tanh);
    check_map(K_SILU, "silu", silu);
    check_map(K_GELU, "gelu", gelu);
    return failures > 0;
}
