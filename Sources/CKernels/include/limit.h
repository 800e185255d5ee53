#pragma once

#include <stddef.h>

/// Multiplies and adds in registers, as fast as the processor can: what products are measured by.
///
/// Returns the sum of all lanes, so that nothing of it can be left out.
float k_multiply_in_registers(size_t rounds);

/// Operations of so many rounds; a multiplication and an addition are two.
size_t k_multiply_in_registers_operations(size_t rounds);
