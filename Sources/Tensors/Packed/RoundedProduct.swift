import CKernels

/// A product of rounded rows with the rows of a packed matrix, code by code.
///
///     y[r, c] = bias[c] + sum over i of x[r, i] · w[c, i]
///
/// The tiles depend on the shape alone, so the result does not depend on the number of threads.
struct RoundedProduct {
  /// `[rows, depth]`, rounded.
  let x: RoundedRows
  let rows: Int
  /// `[columns, depth]`.
  let weight: BlockMatrix

  /// Panels of one piece of work: they stay in the first-level cache while x goes by.
  private static let panels = 4

  /// Numbers of a row that are packed at a time: whole blocks of every format.
  private static let tileDepth = 512

  /// Up to so many rows, laying panels out costs more than it gains.
  private static let fewRows = 8

  /// Adds to `[rows, columns]`.
  func add(to y: UnsafeMutablePointer<Float>) {
    rows <= Self.fewRows ? addFew(to: y) : addPanels(to: y)
  }

  private func addFew(to y: UnsafeMutablePointer<Float>) {
    let depth = weight.columns
    let grain = max(1, (1 << 16) / max(depth, 1))
    Parallel.for(count: weight.rows, grain: grain, mayStop: true) { part in
      k_dot_blocks(
        weight.format.kernelFormat, x.codes, x.scales, x.sums, depth,
        weight.block(row: part.lowerBound, column: 0), weight.rowByteCount, y + part.lowerBound,
        weight.rows, rows, part.count, depth)
    }
  }

  private func addPanels(to y: UnsafeMutablePointer<Float>) {
    let width = Self.panels * Panel.width
    let pieces = (weight.rows + width - 1) / width
    let scratchCount = Self.panels * Panel.scratchCount(Self.tileDepth)
    Parallel.for(count: pieces, grain: 1, mayStop: true) { part in
      Scratch.withFloats(scratchCount) { scratch in
        for piece in part {
          add(piece * width..<min((piece + 1) * width, weight.rows), scratch, to: y)
        }
      }
    }
  }

  private func add(
    _ columns: Range<Int>, _ scratch: UnsafeMutablePointer<Float>,
    to y: UnsafeMutablePointer<Float>
  ) {
    let depth = weight.columns
    for first in stride(from: 0, to: depth, by: Self.tileDepth) {
      let terms = min(Self.tileDepth, depth - first)
      let starts = stride(from: columns.lowerBound, to: columns.upperBound, by: Panel.width)
      let panels = starts.enumerated().map { place, start in
        Panel(
          of: weight, columns: start..<min(start + Panel.width, columns.upperBound),
          terms: first..<first + terms, in: scratch + place * Panel.scratchCount(Self.tileDepth))
      }
      for row in stride(from: 0, to: rows, by: Int(K_PANEL_ROWS)) {
        for panel in panels {
          panel.add(
            x, row..<min(row + Int(K_PANEL_ROWS), rows), stride: depth, first: first,
            to: y + row * weight.rows + panel.columns.lowerBound, stride: weight.rows)
        }
      }
    }
  }
}

/// A few rows of a packed matrix taken apart and laid side by side, over a part of their length.
private struct Panel {
  static let width = Int(K_PANEL_COLUMNS)

  /// Floats of scratch for a panel: its codes, a byte each, and two floats for 16 of them at most.
  static func scratchCount(_ depth: Int) -> Int { width * depth * 3 / 8 }

  private let format: k_block_format
  let columns: Range<Int>
  private let depth: Int
  private let codes: UnsafeMutablePointer<Int8>
  private let scales: UnsafeMutablePointer<Float>
  private let offsets: UnsafeMutablePointer<Float>

  /// Takes rows apart into scratch.
  init(
    of weight: BlockMatrix, columns: Range<Int>, terms: Range<Int>,
    in scratch: UnsafeMutablePointer<Float>
  ) {
    format = weight.format.kernelFormat
    self.columns = columns
    depth = terms.count
    let count = Self.width * depth
    codes = UnsafeMutableRawPointer(scratch).bindMemory(to: Int8.self, capacity: count)
    scales = scratch + count / 4
    offsets = scales + count / 16
    k_pack_panel(
      format, weight.block(row: columns.lowerBound, column: terms.lowerBound), weight.rowByteCount,
      columns.count, terms.count / weight.format.count, codes, scales, offsets)
  }

  /// Multiplies some rows of x, `stride` numbers long, by the panel's part of them.
  func add(
    _ x: RoundedRows, _ rows: Range<Int>, stride: Int, first: Int,
    to y: UnsafeMutablePointer<Float>, stride yStride: Int
  ) {
    let place = rows.lowerBound * stride + first
    k_multiply_panel(
      format, x.codes + place, x.scales + place / 32, x.sums + place / 16, stride, codes, scales,
      offsets, y, yStride, rows.count, columns.count, depth)
  }
}
