import CKernels

extension Instructions {
  /// Multiplies and adds in registers, as fast as this set can for products of float32 by a type: what
  /// products are measured by.
  ///
  /// - Returns: The operations that were done; a multiplication and an addition are two.
  public func multiplyInRegisters(by type: ElementType, rounds: Int) -> Int {
    withExtendedLifetime(k_multiply_in_registers(kernelSet, type.kernelElement, rounds)) {}
    return k_multiply_in_registers_operations(kernelSet, type.kernelElement, rounds)
  }

  /// Multiplies bytes and adds their products in registers, as fast as this set can: what products of
  /// codes are measured by.
  ///
  /// - Returns: The operations that were done; a multiplication and an addition are two.
  public func multiplyBytesInRegisters(rounds: Int) -> Int {
    withExtendedLifetime(k_multiply_codes_in_registers(kernelSet, rounds)) {}
    return k_multiply_codes_in_registers_operations(kernelSet, rounds)
  }
}
