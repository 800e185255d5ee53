#pragma once

/// Loops over arrays of numbers, one header and one file for each family. A kernel allocates
/// nothing, keeps no state and checks nothing: the operation in Tensors that calls it has checked.

#include "attend.h"
#include "blocks.h"
#include "codes.h"
#include "combine.h"
#include "convert.h"
#include "convolve.h"
#include "dot.h"
#include "dot_blocks.h"
#include "instructions.h"
#include "limit.h"
#include "lines.h"
#include "map.h"
#include "normalize.h"
#include "product.h"
#include "random.h"
#include "reduce.h"
#include "resample.h"
#include "rotate.h"
#include "sample.h"
#include "strided.h"
#include "table_codes.h"
#include "window.h"
#include "winograd.h"
