import CKernels

/// A product of a few rows with the rows of a packed matrix, a few of which are widened at a time.
///
///     y[r, c] = bias[c] + sum over i of x[r, i] · w[c, i]
///
/// Reading the matrix is most of the work. Products of many rows widen it as they lay it out
/// (``Product``). The pieces depend on the shape alone, so the result does not depend on the number of
/// threads.
struct PackedProduct<Weight: PackedRows> {
  /// `[rows, depth]`, contiguous.
  let x: UnsafePointer<Float>
  let rows: Int
  /// `[columns, depth]`.
  let weight: Weight

  /// Up to so many rows of x, this is faster than laying out.
  static var mostRows: Int { 16 }

  /// Rows of the weight that are widened at a time, and terms of the sum, whole blocks of every format:
  /// they stay in the first-level cache.
  private static var columns: Int { 4 }
  private static var terms: Int { 512 }

  /// Multiplications of one piece of work, at the least.
  private static var smallWork: Int { 1 << 16 }

  /// Writes `[rows, columns]`, every number of which holds its bias.
  func add(to y: UnsafeMutablePointer<Float>) {
    let pieces = (weight.rows + Self.columns - 1) / Self.columns
    let grain = max(1, Self.smallWork / (Self.columns * max(weight.columns, 1)))
    Parallel.for(count: pieces, grain: grain, mayStop: true) { part in
      Scratch.withFloats(Self.columns * Self.terms) { scratch in
        for piece in part {
          let first = piece * Self.columns
          add(first..<min(first + Self.columns, weight.rows), scratch, to: y)
        }
      }
    }
  }

  private func add(
    _ columns: Range<Int>, _ scratch: UnsafeMutablePointer<Float>,
    to y: UnsafeMutablePointer<Float>
  ) {
    let depth = weight.columns
    for first in stride(from: 0, to: depth, by: Self.terms) {
      let terms = first..<min(first + Self.terms, depth)
      for (place, row) in columns.enumerated() {
        weight.widen(row: row, terms, into: scratch + place * terms.count)
      }
      k_dot_f32(
        x + first, depth, K_FLOAT32, scratch, terms.count, y + columns.lowerBound, weight.rows,
        rows, columns.count, terms.count)
    }
  }
}
