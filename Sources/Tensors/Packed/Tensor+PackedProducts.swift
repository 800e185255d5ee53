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
    weight.storage.use(from: weight.byteOffset)
    guard precision == .fast && weight.format.hasCodes else {
      return exactProduct(weight, bias: bias)
    }
    let rows = Shape.count(Array(shape.dropLast()))
    let isShort = rows <= RoundedDots.mostRows
    let room = Storage(
      byteCount: isShort
        ? RoundedDots.roomByteCount(rows: rows, weight: weight)
        : RoundedProduct.roomByteCount(rows: rows, weight: weight))
    return packedProduct(weight, bias: bias) { x, rows, bias, y in
      if isShort {
        Self.fill(y, rows: rows, columns: weight.rows, with: bias)
        RoundedDots(x: x, rows: rows, weight: weight, room: room.base).add(to: y)
      } else {
        RoundedProduct(x: x, rows: rows, weight: weight, bias: bias, room: room.base).run(into: y)
      }
      withExtendedLifetime(room) {}
    }
  }

  /// x · weightᵀ + bias, over the last axis, for a weight of numbers that are looked up.
  ///
  /// - Parameters:
  ///   - weight: `[out, in]`; it is read where it lies and widened a tile at a time.
  ///   - bias: `[out]`.
  /// - Returns: float32 of shape `[…, out]`, for this tensor's `[…, in]`.
  public func linear(_ weight: TableMatrix, bias: Tensor? = nil) -> Tensor {
    exactProduct(weight, bias: bias)
  }

  private func exactProduct<Weight: PackedRows>(_ weight: Weight, bias: Tensor?) -> Tensor {
    packedProduct(weight, bias: bias) { x, rows, bias, y in
      guard rows > PackedProduct<Weight>.mostRows else {
        Self.fill(y, rows: rows, columns: weight.rows, with: bias)
        PackedProduct(x: x, rows: rows, weight: weight).add(to: y)
        return
      }
      let product = Product(rows: rows, columns: weight.rows, depth: weight.columns)
      let left = Product.Operand(
        start: x, numbers: .elements(.float32),
        stride: weight.columns * ElementType.float32.byteCount, isTransposed: false)
      weight.withTransposedOperand { right in
        product.run(
          [(a: left, b: right)], bias: bias.map { .columns($0) } ?? .none, into: y)
      }
    }
  }

  /// Calls `body` with this tensor's rows, how many there are, the bias, and room for the product.
  private func packedProduct(
    _ weight: some PackedRows, bias: Tensor?,
    _ body: (
      UnsafePointer<Float>, Int, UnsafePointer<Float>?, UnsafeMutablePointer<Float>
    ) -> Void
  ) -> Tensor {
    precondition(
      rank >= 1 && shape[rank - 1] == weight.columns
        && bias.map { $0.shape == [weight.rows] } ?? true,
      "linear: \(shape) by weight \(weight), bias \(bias.map(\.description) ?? "none")")
    let rows = Shape.count(Array(shape.dropLast()))
    let x = readAsFloat32().contiguous()
    let bias = bias?.readAsFloat32().contiguous()
    return Tensor(writing: shape.dropLast() + [weight.rows]) { y in
      bias.withFloatsOrNil { bias in x.withFloats { body($0, rows, bias, y) } }
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
