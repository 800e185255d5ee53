extension Tensor {
  /// x · weightᵀ + bias, over the last axis.
  ///
  /// - Parameters:
  ///   - weight: `[out, in]`, of any floating type; it is read where it lies, never copied whole.
  ///   - bias: `[out]`.
  /// - Returns: float32 of shape `[…, out]`, for this tensor's `[…, in]`.
  public func linear(_ weight: Tensor, bias: Tensor? = nil) -> Tensor {
    precondition(
      rank >= 1 && weight.rank == 2 && shape[rank - 1] == weight.shape[1]
        && bias.map { $0.shape == [weight.shape[0]] } ?? true,
      "linear: \(shape) by weight \(weight), bias \(bias.map(\.description) ?? "none")")
    let x = readAsFloat32().reshaped([-1, weight.shape[1]])
    let product = x.product(
      weight.transposed(), columnBias: bias?.readAsFloat32().contiguous())
    return product.reshaped(shape.dropLast() + [weight.shape[0]])
  }

  /// The matrix product over the last two axes; the axes in front broadcast.
  ///
  /// - Parameters:
  ///   - other: `[…, in, columns]`, or `[…, columns, in]` if it is to be transposed.
  ///   - transposingOther: Whether to exchange the last two axes of `other`.
  /// - Returns: float32 of shape `[…, rows, columns]`, for this tensor's `[…, rows, in]`.
  public func matrixProduct(_ other: Tensor, transposingOther: Bool = false) -> Tensor {
    precondition(
      rank >= 2 && other.rank >= 2
        && shape[rank - 1] == other.shape[other.rank - (transposingOther ? 1 : 2)],
      "matrixProduct: \(shape) by \(other.shape), transposing: \(transposingOther)")
    return product(transposingOther ? other.transposed() : other)
  }

  /// The matrix product over the last two axes, plus a number for each column or each row; the biases
  /// are contiguous float32.
  func product(_ other: Tensor, columnBias: Tensor? = nil, rowBias: Tensor? = nil) -> Tensor {
    let leading = Shape.broadcast(
      Array(shape.dropLast(2)), Array(other.shape.dropLast(2)), operation: "matrixProduct")
    let product = Product(
      rows: shape[rank - 2], columns: other.shape[other.rank - 1], depth: shape[rank - 1])
    let a = Matrices(self, leading: leading)
    let b = Matrices(other, leading: leading)
    let batches = (0..<Shape.count(leading)).map { (a: a[$0], b: b[$0]) }
    return Tensor(writing: leading + [product.rows, product.columns]) { y in
      columnBias.withFloatsOrNil { columns in
        rowBias.withFloatsOrNil { rows in
          let bias = columns.map { Product.Bias.columns($0) } ?? rows.map { .rows($0) } ?? .none
          product.run(batches, bias: bias, into: y)
        }
      }
      withExtendedLifetime((a, b)) {}
    }
  }
}
