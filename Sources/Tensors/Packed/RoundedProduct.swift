import CKernels

/// A product of many rows, rounded to eight bits, with the rows of a packed matrix, code by code.
///
///     y[r, c] = bias[c] + sum over i of x[r, i] · w[c, i]
///
/// The rows are rounded and laid out once, then multiplied tile by tile. What a result is does not depend
/// on the tiles or on the number of threads.
struct RoundedProduct {
  /// `[rows, depth]`, contiguous.
  let x: UnsafePointer<Float>
  let rows: Int
  /// `[columns, depth]`.
  let weight: BlockMatrix
  /// `[columns]`.
  let bias: UnsafePointer<Float>?
  /// Where the rounded rows go: ``roomByteCount(rows:weight:)`` bytes.
  let room: UnsafeMutableRawPointer

  /// Bytes of so many rows, rounded and laid out.
  static func roomByteCount(rows: Int, weight: BlockMatrix) -> Int {
    let set = Instructions.current.kernelSet
    return k_rounded_panels(set, rows)
      * k_rounded_panel_bytes(set, weight.format.kernelFormat, weight.columns)
  }

  /// Rows of a tile, a multiple of what a panel holds: taking the weight's blocks apart again for the next
  /// tile is little work beside so many rows.
  private static let tileRows = 128 * Int(K_ROUNDED_ROWS)

  /// Columns of a tile: what is laid out for them stays in a second-level cache.
  private static let tileColumns = 256

  /// Columns of a tile where the product is small, so that several threads have work.
  private static let smallTileColumns = 64
  private static let smallProduct = 1 << 18

  /// Writes `[rows, columns]`.
  func run(into y: UnsafeMutablePointer<Float>) {
    let set = Instructions.current.kernelSet
    let format = weight.format.kernelFormat
    let panels = k_rounded_panels(set, rows)
    let grain = max(1, Parallel.elementGrain / (Int(K_ROUNDED_ROWS) * max(1, weight.columns)))
    Parallel.for(count: panels, grain: grain) { part in
      k_round_panels(
        set, format, x, rows, weight.columns, part.lowerBound, part.count, room)
    }
    let product = k_codes_product(
      format: format, rounded: room, blocks: weight.block(row: 0, column: 0),
      row_bytes: weight.rowByteCount, depth: weight.columns, bias: bias)
    multiply(set, product, into: y)
  }

  private func multiply(
    _ set: k_instructions, _ product: k_codes_product, into y: UnsafeMutablePointer<Float>
  ) {
    let columns = weight.rows
    let width = rows * columns < Self.smallProduct ? Self.smallTileColumns : Self.tileColumns
    let across = (columns + width - 1) / width
    let down = (rows + Self.tileRows - 1) / Self.tileRows
    Parallel.for(count: across * down, grain: 1, mayStop: true) { part in
      Scratch.withFloats(k_codes_scratch(width)) { scratch in
        for piece in part {
          let row = piece / across * Self.tileRows
          let column = piece % across * width
          withUnsafePointer(to: product) { product in
            k_multiply_codes(
              set, product, row, min(Self.tileRows, rows - row), column,
              min(width, columns - column), y + row * columns + column, columns, scratch)
          }
        }
      }
    }
  }
}
