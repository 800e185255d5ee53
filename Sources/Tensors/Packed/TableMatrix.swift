import CKernels

/// A matrix of numbers of four bits that are looked up in a table, runs of them under one scale, read
/// where it lies.
///
///     w[i] = table[code[i]] · scale[i / run]
///
/// The numbers are counted through the whole matrix, row after row, so that runs need not end where rows
/// do. Products widen it a tile at a time (``Tensor/linear(_:bias:)``); a range of rows is a view.
public struct TableMatrix: Sendable {
  /// What the numbers under each run are multiplied by.
  public enum Scales: Sendable {
    /// One float32 for each run.
    case numbers(Tensor)
    /// Looked up too: `table[code[i]] · scale[i / run] + offset` is the scale of run i.
    ///
    /// The codes are uint8, one for each run; the table has 256 numbers.
    case looked(codes: Tensor, table: Tensor, scales: Tensor, run: Int, offset: Float)
  }

  /// Rows of the matrix.
  public let rows: Int
  /// Numbers of a row.
  public let columns: Int
  /// What each number is rounded to.
  public let rounding: ElementType
  private let codes: Tensor
  /// For each byte the two numbers it stands for, `[256, 2]`.
  private let pairs: Tensor
  private let run: Int
  private let scales: Scales
  /// The number that the first row begins with.
  private let start: Int

  /// A matrix of rows that follow each other without gaps.
  ///
  /// - Parameters:
  ///   - rows: How many rows there are.
  ///   - columns: Numbers of a row.
  ///   - codes: uint8; two numbers to a byte, the first in the upper half.
  ///   - table: The values of the sixteen codes, float32.
  ///   - run: Numbers that share a scale, an even count.
  ///   - scales: The scales of the runs.
  ///   - rounding: The type that each number is rounded to.
  public init(
    rows: Int, columns: Int, codes: Tensor, table: Tensor, run: Int, scales: Scales,
    rounding: ElementType
  ) {
    let count = rows * columns
    precondition(
      codes.elementType == .uint8 && codes.count == (count + 1) / 2 && table.count == 16
        && run > 0 && run.isMultiple(of: 2) && rounding.isFloatingPoint,
      "\(rows) × \(columns) numbers of a table in \(codes), \(table), \(run) to a scale")
    let values = table.floats()
    self.rows = rows
    self.columns = columns
    self.codes = codes.contiguous()
    pairs = Tensor(
      (0..<256).flatMap { [values[$0 >> 4], values[$0 & 15]] }, shape: [256, 2])
    self.run = run
    self.scales = scales.contiguous(runs: (count + run - 1) / run)
    self.rounding = rounding
    start = 0
  }

  private init(_ whole: TableMatrix, rows range: Range<Int>) {
    rows = range.count
    columns = whole.columns
    codes = whole.codes
    pairs = whole.pairs
    run = whole.run
    scales = whole.scales
    rounding = whole.rounding
    start = whole.start + range.lowerBound * whole.columns
  }

  /// The shape, `[rows, columns]`.
  public var shape: [Int] { [rows, columns] }

  /// The rows in a range, without a copy.
  public func sliced(rows range: Range<Int>) -> TableMatrix {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows, "sliced: rows \(range) of \(shape)")
    return TableMatrix(self, rows: range)
  }

  /// The numbers as float32, `[rows, columns]`: a copy.
  public func widened() -> Tensor { widenedRows() }

  /// The rows at the given indices, widened: an embedding's lookup.
  ///
  /// - Parameter indices: Integers in `0 ..< rows`, of any shape.
  /// - Returns: `[indices' shape…, columns]`, float32.
  public func gatheredRows(_ indices: Tensor) -> Tensor { gatheredWidenedRows(indices) }
}

extension TableMatrix: PackedRows {
  func widen(row: Int, _ range: Range<Int>, into y: UnsafeMutablePointer<Float>) {
    withKernelCodes { codes in
      withUnsafePointer(to: codes) {
        k_widen_table($0, row * columns + range.lowerBound, range.count, y)
      }
    }
  }

  func withTransposedOperand(_ body: (Product.Operand) -> Void) {
    withKernelCodes { codes in
      withUnsafePointer(to: codes) { codes in
        // A row is as many bytes from the start as numbers: see k_widen_table_row.
        body(
          Product.Operand(
            start: codes.pointee.codes, numbers: .table(codes), stride: columns,
            isTransposed: true))
      }
    }
  }

  private func withKernelCodes(_ body: (k_table_codes) -> Void) {
    var kernel = k_table_codes()
    kernel.codes = codes.start.assumingMemoryBound(to: UInt8.self)
    kernel.start = start
    kernel.pairs = pairs.start.assumingMemoryBound(to: Float.self)
    kernel.run = run
    kernel.type = rounding.kernelElement
    switch scales {
    case .numbers(let scales):
      kernel.scales = scales.start.assumingMemoryBound(to: Float.self)
    case .looked(let codes, let table, let scales, let run, let offset):
      kernel.scale_codes = codes.start.assumingMemoryBound(to: UInt8.self)
      kernel.scale_table = table.start.assumingMemoryBound(to: Float.self)
      kernel.scale_scales = scales.start.assumingMemoryBound(to: Float.self)
      kernel.scale_run = run
      kernel.scale_offset = offset
    }
    body(kernel)
    withExtendedLifetime(self) {}
  }
}

extension TableMatrix.Scales {
  /// The same scales, as kernels read them.
  fileprivate func contiguous(runs: Int) -> Self {
    switch self {
    case .numbers(let scales):
      precondition(
        scales.elementType == .float32 && scales.count == runs, "\(scales) for \(runs) runs")
      return .numbers(scales.contiguous())
    case .looked(let codes, let table, let scales, let run, let offset):
      precondition(
        codes.elementType == .uint8 && codes.count == runs && table.elementType == .float32
          && table.count == 256 && scales.elementType == .float32 && run > 0
          && scales.count == (runs + run - 1) / run,
        "scales in \(codes), \(table) and \(scales), \(run) to a scale, for \(runs) runs")
      return .looked(
        codes: codes.contiguous(), table: table.contiguous(), scales: scales.contiguous(),
        run: run, offset: offset)
    }
  }
}

extension TableMatrix: CustomStringConvertible {
  /// What it is and its shape, such as `table[3072, 3072]`.
  public var description: String { "table\(shape)" }
}
