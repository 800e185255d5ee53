import TestSupport
import Testing

@testable import Tensors

@Suite struct TableMatrixTests {
  private static let table = (0..<16).map { Float($0 * $0) / 64 - 1 }

  /// Codes in no order.
  private static func code(_ i: Int) -> Int { (i * 7 + i / 5) % 16 }

  private static func matrix(
    rows: Int, columns: Int, run: Int, rounding: ElementType = .float32
  ) -> TableMatrix {
    let count = rows * columns
    let bytes = (0..<(count + 1) / 2).map { UInt8(code(2 * $0) << 4 | code(2 * $0 + 1)) }
    let scales = (0..<(count + run - 1) / run).map(scale)
    return TableMatrix(
      rows: rows, columns: columns, codes: Tensor(bytes: bytes, shape: [bytes.count]),
      table: Tensor(table, shape: [16]), run: run,
      scales: .numbers(Tensor(scales, shape: [scales.count])), rounding: rounding)
  }

  private static func scale(_ i: Int) -> Float { 0.3 + Float(i % 7) }

  private static func numbers(rows: Range<Int>, columns: Int, run: Int) -> [Float] {
    (rows.lowerBound * columns..<rows.upperBound * columns).map { i in
      table[code(i)] * scale(i / run)
    }
  }

  @Test(arguments: [1, 7, 64, 129], [2, 64])
  func `runs go on from row to row, also through a view`(columns: Int, run: Int) {
    let matrix = Self.matrix(rows: 9, columns: columns, run: run)
    #expect(matrix.widened().floats() == Self.numbers(rows: 0..<9, columns: columns, run: run))
    let part = matrix.sliced(rows: 3..<8).sliced(rows: 1..<4)
    #expect(part.widened().floats() == Self.numbers(rows: 4..<7, columns: columns, run: run))
    let rows = matrix.gatheredRows(Tensor([8, 0] as [Int64], shape: [2]))
    #expect(
      rows.floats() == Self.numbers(rows: 8..<9, columns: columns, run: run)
        + Self.numbers(rows: 0..<1, columns: columns, run: run))
  }

  @Test(arguments: [1, 16, 17, 129])
  func `a product is that with the numbers, for any number of threads`(rows: Int) {
    // An odd number of columns: every other row begins within a byte.
    let matrix = Self.matrix(rows: 70, columns: 333, run: 64).sliced(rows: 1..<70)
    let x = Tensor.randomNormal([rows, 333], seed: 1)
    let bias = Tensor.randomNormal([69], seed: 2)
    let results = [1, 2, 5].map { threads in
      Parallel.using(threads: threads) { x.linear(matrix, bias: bias) }
    }
    expectClose(results[0], x.linear(matrix.widened(), bias: bias), relative: 1e-5)
    #expect(results[1].floats() == results[0].floats())
    #expect(results[2].floats() == results[0].floats())
  }

  @Test(arguments: [ElementType.bfloat16, .float16])
  func `numbers are rounded to a type`(type: ElementType) {
    let matrix = Self.matrix(rows: 5, columns: 37, run: 64, rounding: type)
    let exact = Self.matrix(rows: 5, columns: 37, run: 64)
    #expect(
      matrix.widened().floats() == exact.widened().converted(to: type).readAsFloat32().floats())
  }
}
