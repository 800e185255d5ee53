extension Tensor {
  /// x · weightᵀ + bias, over the last axis, for a weight packed in blocks.
  ///
  /// - Parameters:
  ///   - weight: `[out, in]`; it is read where it lies and widened a tile at a time.
  ///   - bias: `[out]`.
  ///   - precision: Whether the tensor's own numbers take part, or these rounded.
  /// - Returns: float32 of shape `[…, out]`, for this tensor's `[…, in]`.
  public func linear(
    _ weight: BlockMatrix, bias: Tensor? = nil, precision: ProductPrecision = .exact
  ) -> Tensor {
    precondition(
      rank >= 1 && shape[rank - 1] == weight.columns
        && bias.map { $0.shape == [weight.rows] } ?? true,
      "linear: \(shape) by weight \(weight), bias \(bias.map(\.description) ?? "none")")
    let rows = Shape.count(Array(shape.dropLast()))
    let x = readAsFloat32().contiguous()
    let bias = bias?.readAsFloat32().contiguous()
    return Tensor(writing: shape.dropLast() + [weight.rows]) { y in
      bias.withFloatsOrNil { bias in
        for row in 0..<rows {
          let line = y + row * weight.rows
          if let bias {
            line.update(from: bias, count: weight.rows)
          } else {
            line.update(repeating: 0, count: weight.rows)
          }
        }
      }
      if precision == .exact || !weight.format.hasCodes {
        x.withFloats { PackedProduct(x: $0, rows: rows, weight: weight).add(to: y) }
      } else {
        RoundedRows.rounding(x) { RoundedProduct(x: $0, rows: rows, weight: weight).add(to: y) }
      }
      withExtendedLifetime(weight) {}
    }
  }
}
