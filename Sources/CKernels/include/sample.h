#pragma once

#include <stddef.h>

/// Where in a picture the pixels of another lie, as an affine map of places in pixels.
///
///     u = xx · (j + 1/2) + xy · (i + 1/2) + x,  v = yx · (j + 1/2) + yy · (i + 1/2) + y
///
/// for the pixel in row i and column j, whose centre is at (j + 1/2, i + 1/2).
typedef struct {
    double xx, xy, x;
    double yx, yy, y;
} k_affine_map;

/// Samples planes where a map says, bilinearly between the centres of pixels, with zeros outside.
///
///   x    [planes, height, width], contiguous
///   map  from the pixels of y to places in x
///   y    [planes, out_height, out_width]; rows first ..< last of each plane are written
void k_sample_bilinear_f32(const float *x, size_t planes, size_t height, size_t width,
                           const k_affine_map *map, float *y, size_t out_height, size_t out_width,
                           size_t first, size_t last);
