/// The matrices of a tensor's last two axes, as operands of products.
struct Matrices {
  private let tensor: Tensor
  private let leading: [Int]
  private let leadingStrides: [Int]
  private let stride: Int
  private let isTransposed: Bool

  /// The matrices of `tensor`, whose axes in front are broadcast to `leading`.
  ///
  /// Copies a tensor neither the rows nor the columns of whose matrices lie without gaps, and one
  /// that is not floating.
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
      start: tensor.start + place * tensor.elementType.byteCount,
      numbers: .elements(tensor.elementType), stride: stride * tensor.elementType.byteCount,
      isTransposed: isTransposed)
  }
}
