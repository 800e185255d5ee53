#pragma once

#include <stddef.h>
#include <stdint.h>

/// Words of the state of the Mersenne Twister MT19937 (Matsumoto & Nishimura 1998).
#define K_MERSENNE_WORDS 624

/// The next state: 624 words at once.
///
///   state  [624], replaced
void k_mersenne_twist(uint32_t *state);

/// The random words that a stretch of the state stands for.
///
///   state  [count]
///   y      [count]
void k_mersenne_temper(const uint32_t *state, uint32_t *y, size_t count);

/// Random words as numbers in [0, 1): the low 24 bits, times 2^-24.
///
///   x  [count]
///   y  [count]; may be the same memory as x
void k_uniform_f32(const uint32_t *x, float *y, size_t count);

/// Uniform numbers to normal ones, in blocks of 16 (Box & Muller 1958): within a block, for j < 8
/// and a = 1 - y[j], b = y[j + 8],
///
///     y[j] = sqrt(-2 ln a) · cos(2 pi b),  y[j + 8] = sqrt(-2 ln a) · sin(2 pi b)
///
///   y  [blocks, 16], replaced
void k_normal_f32(float *y, size_t blocks);
