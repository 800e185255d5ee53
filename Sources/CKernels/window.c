#include "window.h"

#include "simd.h"

K_BEGIN

K_INLINE ptrdiff_t clamp(ptrdiff_t x, ptrdiff_t low, ptrdiff_t high) {
    return x < low ? low : x > high ? high : x;
}

// The places ox of a row, of which `count` follow `start`, whose pixel ox · stride + shift lies in
// 0 ..< width: begin ..< end, counted from `start`.
K_INLINE void inside(ptrdiff_t start, ptrdiff_t count, ptrdiff_t stride, ptrdiff_t shift,
                     ptrdiff_t width, ptrdiff_t *begin, ptrdiff_t *end) {
    ptrdiff_t low = -shift, high = width - shift;
    if (stride != 1) {
        low = shift >= 0 ? 0 : (-shift + stride - 1) / stride;
        high = width <= shift ? 0 : (width - shift + stride - 1) / stride;
    }
    *begin = clamp(low - start, 0, count);
    *end = clamp(high - start, *begin, count);
}

// A stretch of one row of places, for one element of the window.
static void unfold_run(const float *row, const k_window *w, ptrdiff_t shift, size_t start,
                       size_t count, float *y) {
    ptrdiff_t begin, end;
    const ptrdiff_t stride = (ptrdiff_t)w->stride;
    inside((ptrdiff_t)start, (ptrdiff_t)count, stride, shift, (ptrdiff_t)w->width, &begin, &end);
    k_clear_few(y, (size_t)begin);
    const float *from = row + ((ptrdiff_t)start + begin) * stride + shift;
    if (stride == 1) {
        k_copy_few(from, (size_t)(end - begin), y + begin);
    } else {
        for (ptrdiff_t i = 0; i < end - begin; i++) {
            y[begin + i] = from[i * stride];
        }
    }
    k_clear_few(y + end, count - (size_t)end);
}

// One element of the window, as the unfolding goes through all of them.
typedef struct {
    const float *plane;
    size_t ky, kx;
    // From a place's pixel to the one under the element.
    ptrdiff_t shift_y, shift_x;
} element;

K_INLINE void place_element(element *e, const k_window *w) {
    e->shift_y = (ptrdiff_t)(e->ky * w->dilation) - (ptrdiff_t)w->top;
    e->shift_x = (ptrdiff_t)(e->kx * w->dilation) - (ptrdiff_t)w->left;
}

K_INLINE element element_at(const float *x, const k_window *w, size_t term) {
    const size_t elements = w->window_height * w->window_width;
    element e = {.plane = x + term / elements * w->height * w->width,
                 .ky = term % elements / w->window_width,
                 .kx = term % w->window_width};
    place_element(&e, w);
    return e;
}

K_INLINE void advance(element *e, const k_window *w) {
    if (++e->kx == w->window_width) {
        e->kx = 0;
        if (++e->ky == w->window_height) {
            e->ky = 0;
            e->plane += w->height * w->width;
        }
    }
    place_element(e, w);
}

// Places that follow one another, from (y, x) on.
typedef struct {
    size_t count;
    ptrdiff_t y, x;
    // Whether the pixels under them follow one another too, if all lie in the plane.
    int is_run;
} places;

// The pixels under an element of the window at some places, which may go on in the rows below.
static void unfold_places(const element *e, const k_window *w, const places *p, float *y) {
    size_t count = p->count, ox = (size_t)p->x;
    for (size_t oy = (size_t)p->y; count > 0; oy++, ox = 0) {
        const size_t left = w->out_width - ox;
        const size_t run = left < count ? left : count;
        const ptrdiff_t iy = (ptrdiff_t)(oy * w->stride) + e->shift_y;
        if (iy < 0 || iy >= (ptrdiff_t)w->height) {
            k_clear_few(y, run);
        } else {
            unfold_run(e->plane + iy * (ptrdiff_t)w->width, w, e->shift_x, ox, run, y);
        }
        y += run;
        count -= run;
    }
}

// Panels that are laid out side by side: what they read of a row lies together.
enum { PANELS = 8 };

void k_unfold_f32(const float *x, const k_window *w, size_t first_term, size_t terms, size_t first,
                  size_t last, size_t width, float *y) {
    for (; first < last; first += PANELS * width, y += PANELS * terms * width) {
        size_t panels = 0;
        places all[PANELS];
        for (size_t place = first; place < last && panels < PANELS; place += width) {
            places p = {.count = last - place < width ? last - place : width,
                        .y = (ptrdiff_t)(place / w->out_width),
                        .x = (ptrdiff_t)(place % w->out_width)};
            p.is_run = w->stride == 1 && p.count == width && width % 8 == 0 &&
                       (size_t)p.x + width <= w->out_width;
            all[panels++] = p;
        }
        element e = element_at(x, w, first_term);
        for (size_t t = 0; t < terms; t++, advance(&e, w)) {
            float *to = y + t * width;
            for (size_t i = 0; i < panels; i++, to += terms * width) {
                const places *p = &all[i];
                const ptrdiff_t iy = p->y + e.shift_y, ix = p->x + e.shift_x;
                if (p->is_run && iy >= 0 && iy < (ptrdiff_t)w->height && ix >= 0 &&
                    ix + (ptrdiff_t)width <= (ptrdiff_t)w->width) {
                    const float *from = e.plane + iy * (ptrdiff_t)w->width + ix;
                    for (size_t lane = 0; lane < width; lane += 8) {
                        k_store8(to + lane, k_load8(from + lane));
                    }
                } else {
                    unfold_places(&e, w, p, to);
                    k_clear_few(to + p->count, width - p->count);
                }
            }
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
