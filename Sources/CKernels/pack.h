#pragma once

#include "include/lines.h"

/// Terms of a sum that are multiplied at a time: panels of so many stay in the caches, and blocks
/// of quantized numbers (at most 256) are read whole. The order of every sum depends on this alone.
enum { K_TERMS = 256 };

/// Lines of the left operand that are multiplied at a time: 288 KiB, which stay in a second-level
/// cache.
enum { K_BAND = 288 };

/// Lines of the widest panels, to which scratch is rounded up.
enum { K_WIDEST_PANEL = 32 };

/// Floats that `k_pack` may write beyond the last panel.
enum { K_PACK_SLACK = 16 };

/// Lays lines out in panels of `width`, as the multipliers read them, zeros behind the last.
///
///     y[panel, term, i] = term `first_term + term` of line `first_line + panel · width + i`
///
///   y  [(lines + width - 1) / width, terms, width], and K_PACK_SLACK floats, which are overwritten
///
/// Requires terms <= K_TERMS.
void k_pack(const k_lines *x, size_t first_line, size_t lines, size_t first_term, size_t terms,
            size_t width, float *y);
