/// A matrix whose rows are widened to float32 a part at a time, where products need them.
protocol PackedRows: Sendable {
  /// Rows of the matrix.
  var rows: Int { get }
  /// Numbers of a row.
  var columns: Int { get }

  /// Writes a part of a row as float32: whole blocks, if it has blocks.
  func widen(row: Int, _ range: Range<Int>, into y: UnsafeMutablePointer<Float>)

  /// Calls `body` with the transpose, as products read it.
  func withTransposedOperand(_ body: (Product.Operand) -> Void)
}

extension PackedRows {
  /// The numbers as float32, `[rows, columns]`: a copy.
  func widenedRows() -> Tensor {
    Tensor(writing: [rows, columns]) { y in
      let grain = max(1, Parallel.elementGrain / max(columns, 1))
      Parallel.for(count: rows, grain: grain) { part in
        for row in part { widen(row: row, 0..<columns, into: y + row * columns) }
      }
    }
  }

  /// The rows at the given indices, widened, `[indices' shape…, columns]`.
  func gatheredWidenedRows(_ indices: Tensor) -> Tensor {
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
