#pragma once

#include <stddef.h>

#include "convert.h"
#include "instructions.h"

/// Multiplies and adds in registers, as fast as a set of instructions can for products of float32 by
/// a type: what products are measured by.
///
/// Returns a sum, so that nothing of it can be left out.
float k_multiply_in_registers(k_instructions set, k_element type, size_t rounds);

/// Operations of so many rounds; a multiplication and an addition are two.
size_t k_multiply_in_registers_operations(k_instructions set, k_element type, size_t rounds);
