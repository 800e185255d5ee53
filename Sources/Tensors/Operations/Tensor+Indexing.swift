extension Tensor {
  /// The rows, along axis 0, at the given indices: an embedding's lookup.
  ///
  /// - Parameter indices: Integers in `0 ..< rows`, of any shape.
  /// - Returns: `[indices' shape…, row's shape…]`, of this tensor's type.
  public func gatheredRows(_ indices: Tensor) -> Tensor {
    precondition(
      rank >= 1 && !indices.elementType.isFloatingPoint, "gatheredRows: \(indices) of \(self)")
    let rows = indices.int64s()
    let limit = Int64(shape[0])
    precondition(
      rows.allSatisfy { $0 >= 0 && $0 < limit }, "gatheredRows: an index outside \(self)")
    let rowShape = Array(shape.dropFirst())
    let width = Shape.count(rowShape) * elementType.byteCount
    let source = layout.isContiguous(last: rank - 1) ? self : contiguous()
    let step = source.layout.strides[0] * elementType.byteCount
    let from = source.start
    return Tensor(indices.shape + rowShape, elementType) { target in
      Parallel.for(count: rows.count, grain: max(1, 4 * Parallel.elementGrain / max(width, 1))) {
        for i in $0 {
          (target + i * width).copyMemory(from: from + Int(rows[i]) * step, byteCount: width)
        }
      }
      withExtendedLifetime(source) {}
    }
  }
}
