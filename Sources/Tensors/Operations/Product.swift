import CKernels
import COpenBLAS

/// One matrix product on BLAS, cut into tiles that the threads share.
///
///     y[r, c] = bias + sum over i of a[r, i] · b[i, c]
///
/// The tiles depend on the shape alone, so the result does not depend on the number of threads.
struct Product {
  /// A matrix as BLAS reads it: rows `stride` elements apart, or its transpose stored so.
  struct Operand {
    /// The elements: float32, or a narrower floating type, which is widened a tile at a time.
    var start: UnsafeRawPointer
    var elementType: ElementType
    /// Distance between rows of what is stored, in elements.
    var stride: Int
    /// Whether what is stored is the transpose of the operand.
    var isTransposed: Bool
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

  /// Rows and columns of one tile of the result.
  ///
  /// Large tiles spare BLAS the packing of its operands; small products are cut smaller so that
  /// several threads have work.
  private var tile: (rows: Int, columns: Int) {
    let edge = rows * columns >= 1 << 20 ? 512 : rows * columns >= 1 << 16 ? 256 : 128
    // A product with few rows is cut along its columns only.
    let tall = max(1, min(rows, edge))
    return (tall, max(64, min(1024, edge * edge / tall / 64 * 64)))
  }

  /// Terms of the sum that are widened at a time.
  private static let depthOfTile = 512

  /// Up to so many rows, reading the other operand is most of the work, and packing it for BLAS costs
  /// more than it gains.
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
    BLAS.prepare()
    let (tileRows, tileColumns) = tile
    let down = (rows + tileRows - 1) / tileRows
    let across = (columns + tileColumns - 1) / tileColumns
    let work = tileRows * tileColumns * max(depth, 1)
    let grain = max(1, Self.smallWork / max(work, 1))
    Parallel.for(count: batches.count * down * across, grain: grain, mayStop: true) {
      for piece in $0 {
        let (batch, place) = piece.quotientAndRemainder(dividingBy: down * across)
        let row = place / across * tileRows
        let column = place % across * tileColumns
        multiply(
          batches[batch].a, batches[batch].b, bias,
          rows: row..<min(row + tileRows, rows),
          columns: column..<min(column + tileColumns, columns),
          into: y + batch * rows * columns)
      }
    }
  }

  private func multiply(
    _ a: Operand, _ b: Operand, _ bias: Bias, rows: Range<Int>,
    columns: Range<Int>, into y: UnsafeMutablePointer<Float>
  ) {
    let target = y + rows.lowerBound * self.columns + columns.lowerBound
    for row in 0..<rows.count {
      let line = target + row * self.columns
      switch bias {
      case .none: line.update(repeating: 0, count: columns.count)
      case .columns(let bias): line.update(from: bias + columns.lowerBound, count: columns.count)
      case .rows(let bias):
        line.update(repeating: bias[rows.lowerBound + row], count: columns.count)
      }
    }
    if rows.count <= Self.fewRows && !a.isTransposed && b.isTransposed
      && a.elementType == .float32
    {
      let x = a.start.assumingMemoryBound(to: Float.self) + rows.lowerBound * a.stride
      let w = b.start + columns.lowerBound * b.stride * b.elementType.byteCount
      k_dot_f32(
        x, a.stride, b.elementType.kernelElement, w, b.stride, target, self.columns, rows.count,
        columns.count, depth)
      return
    }
    let isWide = a.elementType == .float32 && b.elementType == .float32
    let step = isWide ? max(depth, 1) : Self.depthOfTile
    let aScratch = a.scratchCount(rows: rows.count, columns: min(step, depth))
    let bScratch = b.scratchCount(rows: min(step, depth), columns: columns.count)
    Scratch.withFloats(aScratch + bScratch) { scratch in
      for first in stride(from: 0, to: depth, by: step) {
        let terms = first..<min(first + step, depth)
        let (left, leftStride) = a.tile(rows: rows, columns: terms, scratch)
        let (right, rightStride) = b.tile(rows: terms, columns: columns, scratch + aScratch)
        cblas_sgemm(
          CblasRowMajor, a.isTransposed ? CblasTrans : CblasNoTrans,
          b.isTransposed ? CblasTrans : CblasNoTrans, Int32(rows.count), Int32(columns.count),
          Int32(terms.count), 1, left, Int32(leftStride), right, Int32(rightStride), 1, target,
          Int32(self.columns))
      }
    }
  }
}

extension Product.Operand {
  /// The floats of scratch that a tile of some rows and columns needs.
  func scratchCount(rows: Int, columns: Int) -> Int { elementType == .float32 ? 0 : rows * columns }

  /// The part of the matrix in some rows and columns, as float32, and the distance of its stored rows.
  ///
  /// A narrower type is widened into `scratch`, which has room for ``scratchCount(rows:columns:)``.
  func tile(
    rows: Range<Int>, columns: Range<Int>, _ scratch: UnsafeMutablePointer<Float>
  ) -> (UnsafePointer<Float>, Int) {
    let (outer, inner) = isTransposed ? (columns, rows) : (rows, columns)
    let first = outer.lowerBound * stride + inner.lowerBound
    if elementType == .float32 {
      return (start.assumingMemoryBound(to: Float.self) + first, stride)
    }
    for row in 0..<outer.count {
      let from = start + (first + row * stride) * elementType.byteCount
      k_convert(
        elementType.kernelElement, from, K_FLOAT32, scratch + row * inner.count, inner.count)
    }
    return (UnsafePointer(scratch), inner.count)
  }
}
