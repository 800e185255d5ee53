import CKernels

/// A product of a few rows, rounded to eight bits, with the rows of a packed matrix, code by code.
///
///     y[r, c] = bias[c] + sum over i of x[r, i] · w[c, i]
///
/// Reading the matrix is most of the work; products of many rows lay it out (``RoundedProduct``).
struct RoundedDots {
  /// `[rows, depth]`, contiguous.
  let x: UnsafePointer<Float>
  let rows: Int
  /// `[columns, depth]`.
  let weight: BlockMatrix
  /// Where the rounded rows go: ``roomByteCount(rows:weight:)`` bytes.
  let room: UnsafeMutableRawPointer

  /// Bytes of so many rounded rows: the sums of 16 or 32 rounded numbers, the scales of 32, the codes.
  static func roomByteCount(rows: Int, weight: BlockMatrix) -> Int {
    rows * weight.columns / 32 * (8 + 4 + 32)
  }

  /// Up to so many rows of x, this is faster than laying out.
  static let mostRows = 8

  /// Multiplications of one piece of work, at the least.
  private static let smallWork = 1 << 16

  /// Writes `[rows, columns]`, every number of which holds its bias.
  func add(to y: UnsafeMutablePointer<Float>) {
    let depth = weight.columns
    let blocks = rows * depth / 32
    let sums = room.bindMemory(to: Float.self, capacity: 2 * blocks)
    let scales = (room + 8 * blocks).bindMemory(to: Float.self, capacity: blocks)
    let codes = (room + 12 * blocks).bindMemory(to: Int8.self, capacity: 32 * blocks)
    let format = weight.format.kernelFormat
    k_round_codes(x, rows * depth, k_block_group(format), codes, scales, sums)
    let grain = max(1, Self.smallWork / max(depth, 1))
    Parallel.for(count: weight.rows, grain: grain, mayStop: true) { part in
      k_dot_blocks(
        format, codes, scales, sums, weight.block(row: part.lowerBound, column: 0),
        weight.rowByteCount, y + part.lowerBound, weight.rows, rows, part.count, depth)
    }
  }
}
