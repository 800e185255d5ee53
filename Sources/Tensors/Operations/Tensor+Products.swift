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

/// The matrices of a tensor's last two axes, as operands of products.
private struct Matrices {
  private let tensor: Tensor
  private let leading: [Int]
  private let leadingStrides: [Int]
  private let stride: Int
  private let isTransposed: Bool

  /// The matrices of `tensor`, whose axes in front are broadcast to `leading`.
  ///
  /// Copies a tensor neither
  /// the rows nor the columns of whose matrices lie without gaps, and one that is not floating.
  init(_ tensor: Tensor, leading: [Int]) {
    let floating = tensor.elementType.isFloatingPoint ? tensor : tensor.readAsFloat32()
    let rank = floating.rank
    let (rows, columns) = (floating.shape[rank - 2], floating.shape[rank - 1])
    let (down, across) = (floating.layout.strides[rank - 2], floating.layout.strides[rank - 1])
    var matrices = floating
    if (across == 1 || columns == 1) && (down >= columns || rows == 1) {
      stride = rows == 1 ? max(columns, 1) : down
      isTransposed = false
    } else if (down == 1 || rows == 1) && (across >= rows || columns == 1) {
      stride = columns == 1 ? max(rows, 1) : across
      isTransposed = true
    } else {
      matrices = floating.contiguous()
      stride = max(columns, 1)
      isTransposed = false
    }
    self.tensor = matrices.broadcast(to: leading + [rows, columns])
    self.leading = leading
    leadingStrides = Array(self.tensor.layout.strides.dropLast(2))
  }

  /// The matrix at a place of the axes in front, counted in row-major order.
  subscript(batch: Int) -> Product.Operand {
    var rest = batch
    var place = 0
    for axis in leading.indices.reversed() {
      place += rest % leading[axis] * leadingStrides[axis]
      rest /= leading[axis]
    }
    return Product.Operand(
      start: tensor.start + place * tensor.elementType.byteCount, elementType: tensor.elementType,
      stride: stride, isTransposed: isTransposed)
  }
}
