#include "window.h"

#include "simd.h"

K_BEGIN

// The places ox of a row, of which `count` follow `start`, whose pixel ox · stride + shift lies in
// 0 ..< width: begin ..< end, counted from `start`.
K_INLINE void inside(ptrdiff_t start, ptrdiff_t count, ptrdiff_t stride, ptrdiff_t shift,
                     ptrdiff_t width, ptrdiff_t *begin, ptrdiff_t *end) {
    const ptrdiff_t low = shift >= 0 ? 0 : (-shift + stride - 1) / stride;
    const ptrdiff_t high = width <= shift ? 0 : (width - shift + stride - 1) / stride;
    *begin = low <= start ? 0 : low - start < count ? low - start : count;
    *end = high <= start ? 0 : high - start < count ? high - start : count;
    *end = *end < *begin ? *begin : *end;
}

// A stretch of one row of places, for one element of the window.
static void unfold_run(const float *row, const k_window *w, ptrdiff_t shift, size_t start,
                       size_t count, float *y) {
    ptrdiff_t begin, end;
    const ptrdiff_t stride = (ptrdiff_t)w->stride;
    inside((ptrdiff_t)start, (ptrdiff_t)count, stride, shift, (ptrdiff_t)w->width, &begin, &end);
    memset(y, 0, (size_t)begin * sizeof(float));
    const float *from = row + ((ptrdiff_t)start + begin) * stride + shift;
    if (stride == 1) {
        memcpy(y + begin, from, (size_t)(end - begin) * sizeof(float));
    } else {
        for (ptrdiff_t i = 0; i < end - begin; i++) {
            y[begin + i] = from[i * stride];
        }
    }
    memset(y + end, 0, (count - (size_t)end) * sizeof(float));
}

// A panel of places from (oy, ox) on, for one element of the window. The places may go on in the
// rows below.
K_INLINE void unfold_panel(const float *plane, const k_window *w, size_t ky, size_t kx, size_t oy,
                           size_t ox, size_t count, float *y) {
    const ptrdiff_t shift_y = (ptrdiff_t)(ky * w->dilation) - (ptrdiff_t)w->top;
    const ptrdiff_t shift_x = (ptrdiff_t)(kx * w->dilation) - (ptrdiff_t)w->left;
    while (count > 0) {
        const size_t left = w->out_width - ox;
        const size_t run = left < count ? left : count;
        const ptrdiff_t iy = (ptrdiff_t)(oy * w->stride) + shift_y;
        const ptrdiff_t ix = (ptrdiff_t)ox + shift_x;
        const float *row = plane + iy * (ptrdiff_t)w->width;
        if (iy < 0 || iy >= (ptrdiff_t)w->height) {
            memset(y, 0, run * sizeof(float));
        } else if (w->stride == 1 && run % 8 == 0 && ix >= 0 &&
                   ix + (ptrdiff_t)run <= (ptrdiff_t)w->width) {
            for (size_t i = 0; i < run; i += 8) {
                k_store8(y + i, k_load8(row + ix + i));
            }
        } else {
            unfold_run(row, w, shift_x, ox, run, y);
        }
        y += run;
        count -= run;
        ox = 0;
        oy++;
    }
}

void k_unfold_f32(const float *x, const k_window *w, size_t first_term, size_t terms, size_t first,
                  size_t last, size_t width, float *y) {
    const size_t elements = w->window_height * w->window_width;
    for (; first < last; first += width) {
        const size_t count = last - first < width ? last - first : width;
        const size_t oy = first / w->out_width, ox = first % w->out_width;
        for (size_t term = first_term; term < first_term + terms; term++, y += width) {
            const size_t plane = term / elements, element = term % elements;
            unfold_panel(x + plane * w->height * w->width, w, element / w->window_width,
                         element % w->window_width, oy, ox, count, y);
            memset(y + count, 0, (width - count) * sizeof(float));
        }
    }
}

// The part, along one axis, of the window at `place` that lies in 0 ..< length.
K_INLINE void covered(size_t place, size_t stride, size_t before, size_t window, size_t length,
                      size_t *begin, size_t *end) {
    const size_t start = place * stride;
    *begin = start < before ? 0 : start - before;
    *end = start + window - before < length ? start + window - before : length;
}

void k_max_pool_f32(const float *x, size_t planes, const k_window *window, float *y,
                    size_t out_height) {
    const k_window w = *window;
    for (size_t plane = 0; plane < planes; plane++, x += w.height * w.width) {
        for (size_t oy = 0; oy < out_height; oy++) {
            size_t top, bottom;
            covered(oy, w.stride, w.top, w.window_height, w.height, &top, &bottom);
            for (size_t ox = 0; ox < w.out_width; ox++) {
                size_t left, right;
                covered(ox, w.stride, w.left, w.window_width, w.width, &left, &right);
                float best = x[top * w.width + left];
                for (size_t iy = top; iy < bottom; iy++) {
                    for (size_t ix = left; ix < right; ix++) {
                        const float value = x[iy * w.width + ix];
                        best = ((value > best) | (value != value)) ? value : best;
                    }
                }
                *y++ = best;
            }
        }
    }
}

void k_average_pool_f32(const float *x, size_t planes, const k_window *window, float *y,
                        size_t out_height) {
    const k_window w = *window;
    const float factor = 1.0f / (float)(w.window_height * w.window_width);
    for (size_t plane = 0; plane < planes; plane++, x += w.height * w.width) {
        for (size_t oy = 0; oy < out_height; oy++) {
            for (size_t ox = 0; ox < w.out_width; ox++) {
                const float *corner = x + oy * w.stride * w.width + ox * w.stride;
                float sum = 0;
                for (size_t ky = 0; ky < w.window_height; ky++) {
                    for (size_t kx = 0; kx < w.window_width; kx++) {
                        sum += corner[ky * w.width + kx];
                    }
                }
                *y++ = sum * factor;
            }
        }
    }
}

K_END
