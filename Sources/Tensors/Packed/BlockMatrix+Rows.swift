extension BlockMatrix {
  /// The rows at the given indices, widened: an embedding's lookup.
  ///
  /// - Parameter indices: Integers in `0 ..< rows`, of any shape.
  /// - Returns: `[indices' shape…, columns]`, float32.
  public func gatheredRows(_ indices: Tensor) -> Tensor {
    precondition(!indices.elementType.isFloatingPoint, "gatheredRows: \(indices) of \(self)")
    let places = indices.int64s()
    let limit = Int64(rows)
    precondition(
      places.allSatisfy { $0 >= 0 && $0 < limit }, "gatheredRows: an index outside \(self)")
    return Tensor(writing: indices.shape + [columns]) { y in
      let grain = max(1, Parallel.elementGrain / max(columns, 1))
      Parallel.for(count: places.count, grain: grain) { part in
        for i in part { widen(row: Int(places[i]), 0..<columns, into: y + i * columns) }
      }
    }
  }
}
