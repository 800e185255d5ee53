import CKernels
import COpenBLAS

/// A product with the rows of a packed matrix, which is widened a tile at a time.
///
///     y[r, c] = bias[c] + sum over i of x[r, i] · w[c, i]
///
/// The tiles depend on the shape alone, so the result does not depend on the number of threads.
struct PackedProduct {
  /// `[rows, depth]`, contiguous.
  let x: UnsafePointer<Float>
  let rows: Int
  /// `[columns, depth]`.
  let weight: BlockMatrix

  /// Rows of the weight in one piece of work.
  private static let tileColumns = 256

  /// Terms of the sum that are widened at a time: whole blocks of every format.
  private static let tileDepth = 512

  /// Rows of x that share one widened tile; more would leave the second-level cache.
  private static let tileRows = 1024

  /// Up to so many rows of x, widening is most of the work; a few rows of the weight at a time then stay
  /// in the first-level cache.
  private static let fewRows = 16
  private static let fewColumns = 4

  /// Writes `[rows, columns]`, every number of which holds its bias.
  func add(to y: UnsafeMutablePointer<Float>) {
    BLAS.prepare()
    let isFew = rows <= Self.fewRows
    let width = isFew ? Self.fewColumns : Self.tileColumns
    let pieces = (weight.rows + width - 1) / width
    let grain = isFew ? max(1, (1 << 16) / (width * max(weight.columns, 1))) : 1
    Parallel.for(count: pieces, grain: grain, mayStop: true) { part in
      Scratch.withFloats(width * Self.tileDepth) { scratch in
        for piece in part {
          add(piece * width..<min((piece + 1) * width, weight.rows), scratch, isFew, to: y)
        }
      }
    }
  }

  private func add(
    _ columns: Range<Int>, _ scratch: UnsafeMutablePointer<Float>, _ isFew: Bool,
    to y: UnsafeMutablePointer<Float>
  ) {
    let depth = weight.columns
    for first in stride(from: 0, to: depth, by: Self.tileDepth) {
      let terms = first..<min(first + Self.tileDepth, depth)
      for (place, row) in columns.enumerated() {
        weight.widen(row: row, terms, into: scratch + place * terms.count)
      }
      let target = y + columns.lowerBound
      if isFew {
        k_dot_f32(
          x + first, depth, K_FLOAT32, scratch, terms.count, target, weight.rows, rows,
          columns.count, terms.count)
        continue
      }
      for row in stride(from: 0, to: rows, by: Self.tileRows) {
        cblas_sgemm(
          CblasRowMajor, CblasNoTrans, CblasTrans, Int32(min(Self.tileRows, rows - row)),
          Int32(columns.count), Int32(terms.count), 1, x + row * depth + first, Int32(depth),
          scratch, Int32(terms.count), 1, target + row * weight.rows, Int32(weight.rows))
      }
    }
  }
}
