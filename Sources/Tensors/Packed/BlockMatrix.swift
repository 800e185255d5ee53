import CKernels

/// A matrix whose rows are packed in whole blocks, read where it lies.
///
/// Products widen it a tile at a time (``Tensor/linear(_:bias:)``); a range of rows is a view.
public struct BlockMatrix: Sendable {
  /// Rows of the matrix.
  public let rows: Int
  /// Numbers of a row: a multiple of ``BlockFormat/count``.
  public let columns: Int
  /// How each row is packed.
  public let format: BlockFormat
  /// Multiplies every number.
  public let scale: Float
  let storage: Storage
  /// Where the first row begins, in bytes.
  let byteOffset: Int

  /// A matrix that lies in `storage` from `byteOffset` on, row after row without gaps.
  public init(
    storage: Storage, byteOffset: Int, rows: Int, columns: Int, format: BlockFormat,
    scale: Float = 1
  ) {
    precondition(
      rows >= 0 && columns >= 0 && columns.isMultiple(of: format.count),
      "matrix of \(rows) rows of \(columns) in \(format.rawValue)")
    let rowByteCount = columns / format.count * format.byteCount
    precondition(
      byteOffset >= 0 && byteOffset <= storage.byteCount
        && rows * rowByteCount <= storage.byteCount - byteOffset,
      "\(format.rawValue) matrix of \(rows) rows of \(columns) at byte \(byteOffset) of"
        + " \(storage.byteCount)")
    self.rows = rows
    self.columns = columns
    self.format = format
    self.scale = scale
    self.storage = storage
    self.byteOffset = byteOffset
  }

  /// The shape, `[rows, columns]`.
  public var shape: [Int] { [rows, columns] }

  /// The rows in a range, without a copy.
  public func sliced(rows range: Range<Int>) -> BlockMatrix {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows, "sliced: rows \(range) of \(shape)")
    return BlockMatrix(
      storage: storage, byteOffset: byteOffset + range.lowerBound * rowByteCount,
      rows: range.count, columns: columns, format: format, scale: scale)
  }

  /// The numbers as float32, `[rows, columns]`: a copy.
  public func widened() -> Tensor { widenedRows() }

  /// Writes a part of a row, in whole blocks, as float32.
  func widen(row: Int, _ range: Range<Int>, into y: UnsafeMutablePointer<Float>) {
    k_widen_blocks(
      format.kernelFormat, block(row: row, column: range.lowerBound), range.count / format.count,
      scale, y)
  }

  /// The block that begins at a column of a row.
  func block(row: Int, column: Int) -> UnsafeRawPointer {
    UnsafeRawPointer(storage.base) + byteOffset + row * rowByteCount
      + column / format.count * format.byteCount
  }

  /// Size of a row in bytes.
  var rowByteCount: Int { columns / format.count * format.byteCount }
}

extension BlockMatrix: CustomStringConvertible {
  /// Format and shape, such as `Q4_K[3072, 3072]`.
  public var description: String { "\(format.rawValue)\(shape)" }
}
