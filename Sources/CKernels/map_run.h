#pragma once

#include "map.h"

/// Maps numbers that follow one another: y[i] = function(x[i]); x may be y itself.
typedef void (*k_map_run)(const float *x, float *y, size_t count);

/// The loop of a function.
k_map_run k_map_run_of(k_function function);
