extension BlockMatrix: PackedRows {
  /// The rows at the given indices, widened: an embedding's lookup.
  ///
  /// - Parameter indices: Integers in `0 ..< rows`, of any shape.
  /// - Returns: `[indices' shape…, columns]`, float32.
  public func gatheredRows(_ indices: Tensor) -> Tensor { gatheredWidenedRows(indices) }

  func withTransposedOperand(_ body: (Product.Operand) -> Void) {
    body(
      Product.Operand(
        start: block(row: 0, column: 0), numbers: .blocks(format, scale: scale),
        stride: rowByteCount, isTransposed: true))
    withExtendedLifetime(self) {}
  }
}
