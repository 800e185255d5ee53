#pragma once

#include <stddef.h>

/// Type of the elements of an array.
typedef enum {
    K_FLOAT32,
    K_BFLOAT16,
    K_FLOAT16,
    K_INT32,
    K_INT64,
    K_UINT8,
    K_BOOL,
} k_element;

/// Converts each element.
///
///   x  [count] of type `from`
///   y  [count] of type `to`; may not overlap x
///
/// To a narrower floating type: rounds to nearest, ties to even. From floating to integer: towards
/// zero, to the nearest end of the range when outside it, NaN to 0. Between integers: keeps the low
/// bits. To bool: whether it is not zero. Integers become floating numbers through float32.
void k_convert(k_element from, const void *x, k_element to, void *y, size_t count);
