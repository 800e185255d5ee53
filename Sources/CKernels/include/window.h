#pragma once

#include <stddef.h>

/// How a window slides over a plane of pixels.
typedef struct {
    /// Size of the plane.
    size_t height, width;
    /// Size of the window.
    size_t window_height, window_width;
    /// Pixels from one place of the window to the next.
    size_t stride;
    /// Pixels from one element of the window to the next.
    size_t dilation;
    /// Rows above and columns before the plane that the first window reaches.
    size_t top, left;
    /// Places of the window in a row.
    size_t out_width;
} k_window;

/// Lays the pixels under the places of a window out in panels, zeros outside the plane and behind
/// the last place: the right operand of a product in which a place is a line and a pixel under it a
/// term.
///
///     y[panel, term - first_term, i] = pixel under element `term % window` of the window, on plane
///                                      `term / window`, at place first + panel · width + i
///
///   x       [planes, height, width], contiguous
///   window  the window, of `window` elements
///   y       [(last - first + width - 1) / width, terms, width]
///   places  first ..< last, counted in row-major order
void k_unfold_f32(const float *x, const k_window *window, size_t first_term, size_t terms,
                  size_t first, size_t last, size_t width, float *y);

/// The largest pixel under each place of a window; NaN where one is.
///
///   x       [planes, height, width], contiguous
///   window  the window; every place covers at least one pixel
///   y       [planes, out_height, out_width]
void k_max_pool_f32(const float *x, size_t planes, const k_window *window, float *y,
                    size_t out_height);

/// The mean of the pixels under each place of a window, which lies inside the plane.
///
///   x       [planes, height, width], contiguous
///   window  the window; top and left are 0
///   y       [planes, out_height, out_width]
void k_average_pool_f32(const float *x, size_t planes, const k_window *window, float *y,
                        size_t out_height);
