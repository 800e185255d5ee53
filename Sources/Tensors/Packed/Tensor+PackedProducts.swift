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
        if precision == .fast && weight.format.hasCodes {
          x.withFloats { x in
            if rows <= RoundedDots.mostRows {
              Self.fill(y, rows: rows, columns: weight.rows, with: bias)
              RoundedDots(x: x, rows: rows, weight: weight).add(to: y)
            } else {
              RoundedProduct(x: x, rows: rows, weight: weight, bias: bias).run(into: y)
            }
          }
        } else if rows <= PackedProduct.mostRows {
          Self.fill(y, rows: rows, columns: weight.rows, with: bias)
          x.withFloats { PackedProduct(x: $0, rows: rows, weight: weight).add(to: y) }
        } else {
          let product = Product(rows: rows, columns: weight.rows, depth: weight.columns)
          x.withFloats { x in
            let x = Product.Operand(
              start: x, numbers: .elements(.float32),
              stride: weight.columns * ElementType.float32.byteCount, isTransposed: false)
            product.run(
              [(a: x, b: weight.transposedOperand)], bias: bias.map { .columns($0) } ?? .none,
              into: y)
          }
        }
      }
      withExtendedLifetime(weight) {}
    }
  }

  /// Writes the bias, or zeros, to every row.
  private static func fill(
    _ y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, with bias: UnsafePointer<Float>?
  ) {
    for row in 0..<rows {
      if let bias {
        (y + row * columns).update(from: bias, count: columns)
      } else {
        (y + row * columns).update(repeating: 0, count: columns)
      }
    }
  }
}
