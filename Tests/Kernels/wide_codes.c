#include "wide_codes.h"

#include <stdlib.h>

#include "../../Sources/CKernels/code_multiplier.h"

extern const k_code_multiplier wide_fours;
extern const k_code_multiplier wide_pairs;

void wide_multiply_codes(int fours, int format, const float *x, const void *blocks,
                         size_t row_bytes, const float *bias, float *y, size_t rows,
                         size_t columns, size_t depth) {
    const k_code_multiplier *m = fours ? &wide_fours : &wide_pairs;
    const k_block_format of = (k_block_format)format;
    const size_t panels = (rows + m->rows - 1) / m->rows;
    void *rounded = malloc(panels * k_rounded_panel_bytes_with(m, of, depth));
    float *scratch = malloc(k_codes_scratch(columns) * sizeof(float));
    k_round_panels_with(m, of, x, rows, depth, 0, panels, rounded);
    const k_codes_product product = {of, rounded, blocks, row_bytes, depth, bias};
    k_multiply_codes_with(m, &product, 0, rows, 0, columns, y, columns, scratch);
    free(scratch);
    free(rounded);
}
