import CKernels

/// One matrix product, cut into tiles that the threads share.
///
///     y[r, c] = bias + sum over i of a[r, i] · b[i, c]
///
/// The order of each sum depends on the shape alone, whatever the tiles, so the result does not depend
/// on the number of threads.
struct Product {
  /// A matrix as products read it: rows `stride` elements apart, or its transpose stored so.
  struct Operand {
    /// The numbers: float32, or narrower ones, which are widened as they are laid out for the
    /// multiplication.
    var start: UnsafeRawPointer
    var numbers: Numbers
    /// Distance between rows of what is stored, in bytes.
    var stride: Int
    /// Whether what is stored is the transpose of the operand.
    var isTransposed: Bool
  }

  /// How the numbers of a row are stored.
  enum Numbers {
    /// One after another, of a floating type.
    case elements(ElementType)
    /// In blocks, multiplied by `scale`; such an operand is the right one, and transposed.
    case blocks(BlockFormat, scale: Float)
    /// Looked up in a table, likewise; the codes live as long as the product.
    case table(UnsafePointer<k_table_codes>)
  }

  /// What is added to the sums.
  enum Bias {
    case none
    /// `[columns]`: one number for each column.
    case columns(UnsafePointer<Float>)
    /// `[rows]`: one number for each row.
    case rows(UnsafePointer<Float>)
  }

  var rows: Int
  var columns: Int
  /// Length of the sum.
  var depth: Int

  /// Edges that tiles may have: multiples of the panels of every set of instructions.
  private static let edges = [1536, 768, 384, 192]

  /// Rows and columns of one tile of the result.
  ///
  /// Large tiles spare laying out the operands again, but all threads are to have their share.
  private func tile(batches: Int) -> (rows: Int, columns: Int) {
    // Reading few rows again is cheap.
    guard rows > Self.fewRows else { return (max(1, rows), 256) }
    var tile = (rows: rows, columns: columns)
    for edge in Self.edges {
      tile.rows = min(rows, edge)
      tile.columns = max(64, min(1024, edge * min(edge, 768) / tile.rows / 64 * 64))
      let down = (rows + tile.rows - 1) / tile.rows
      let across = (columns + tile.columns - 1) / tile.columns
      if Parallel.isBalanced(parts: batches * down * across) { break }
    }
    return tile
  }

  /// Up to so many rows, reading the other operand is most of the work, and laying it out costs more
  /// than it gains.
  private static let fewRows = 16

  /// Products below this many multiplications are one piece of work.
  private static let smallWork = 1 << 19

  /// Multiplies `a` and `b`, batch by batch, into `y`, which holds `[batches, rows, columns]`.
  ///
  /// - Parameters:
  ///   - batches: The operands of each product.
  ///   - bias: What is added, the same for each batch.
  ///   - y: Where the result goes.
  func run(
    _ batches: [(a: Operand, b: Operand)], bias: Bias, into y: UnsafeMutablePointer<Float>
  ) {
    let (tileRows, tileColumns) = tile(batches: batches.count)
    let down = (rows + tileRows - 1) / tileRows
    let across = (columns + tileColumns - 1) / tileColumns
    let work = tileRows * tileColumns * max(depth, 1)
    let grain = max(1, Self.smallWork / max(work, 1))
    let set = Instructions.current.kernelSet
    Parallel.for(count: batches.count * down * across, grain: grain, mayStop: true) {
      for piece in $0 {
        let (batch, place) = piece.quotientAndRemainder(dividingBy: down * across)
        let row = place / across * tileRows
        let column = place % across * tileColumns
        multiply(
          batches[batch].a, batches[batch].b, bias, set,
          rows: row..<min(row + tileRows, rows),
          columns: column..<min(column + tileColumns, columns),
          into: y + batch * rows * columns)
      }
    }
  }

  private func multiply(
    _ a: Operand, _ b: Operand, _ bias: Bias, _ set: k_instructions, rows: Range<Int>,
    columns: Range<Int>, into y: UnsafeMutablePointer<Float>
  ) {
    let target = y + rows.lowerBound * self.columns + columns.lowerBound
    if self.rows <= Self.fewRows && !a.isTransposed && b.isTransposed,
      case .elements(.float32) = a.numbers, case .elements(let type) = b.numbers
    {
      fill(target, with: bias, rows: rows, columns: columns)
      let x = (a.start + rows.lowerBound * a.stride).assumingMemoryBound(to: Float.self)
      k_dot_f32(
        x, a.stride / ElementType.float32.byteCount, type.kernelElement,
        b.start + columns.lowerBound * b.stride, b.stride / type.byteCount, target, self.columns,
        rows.count, columns.count, depth)
      return
    }
    var product = k_product(
      a: a.lines(ofRows: true), b: b.lines(ofRows: false), of_columns: nil, of_rows: nil,
      depth: depth)
    switch bias {
    case .none: break
    case .columns(let bias): product.of_columns = bias
    case .rows(let bias): product.of_rows = bias
    }
    Scratch.withFloats(k_product_scratch(rows.count, columns.count)) { scratch in
      k_product_f32(
        set, &product, rows.lowerBound, rows.count, columns.lowerBound, columns.count, target,
        self.columns, scratch)
    }
  }

  private func fill(
    _ target: UnsafeMutablePointer<Float>, with bias: Bias, rows: Range<Int>, columns: Range<Int>
  ) {
    for row in 0..<rows.count {
      let line = target + row * self.columns
      switch bias {
      case .none: line.update(repeating: 0, count: columns.count)
      case .columns(let bias): line.update(from: bias + columns.lowerBound, count: columns.count)
      case .rows(let bias):
        line.update(repeating: bias[rows.lowerBound + row], count: columns.count)
      }
    }
  }
}

extension Product.Operand {
  /// The rows or the columns of the matrix as lines of terms.
  func lines(ofRows: Bool) -> k_lines {
    let across: Int32 = isTransposed == ofRows ? 1 : 0
    switch numbers {
    case .elements(let type):
      return k_lines(
        start: start, stride: stride, widen: type == .float32 ? nil : k_widen_elements,
        format: Int32(type.kernelElement.rawValue), scale: 1, context: nil, across: across)
    case .blocks(let format, let scale):
      return k_lines(
        start: start, stride: stride, widen: k_widen_block_row,
        format: Int32(format.kernelFormat.rawValue), scale: scale, context: nil, across: across)
    case .table(let codes):
      return k_lines(
        start: start, stride: stride, widen: k_widen_table_row, format: 0, scale: 1,
        context: codes, across: across)
    }
  }
}
