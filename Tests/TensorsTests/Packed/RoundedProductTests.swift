import TestSupport
import Testing

@testable import Tensors

@Suite struct RoundedProductTests {
  /// Rows rounded to eight bits, 32 numbers to a scale: the definition.
  private static func rounded(_ x: [Float]) -> [Float] {
    stride(from: 0, to: x.count, by: 32).flatMap { start -> [Float] in
      let block = x[start..<start + 32]
      let largest = block.map(abs).max() ?? 0
      guard largest > 0 else { return [Float](block) }
      let inverse = 127 / largest
      return block.map { ($0 * inverse).rounded(.toNearestOrEven) * (largest / 127) }
    }
  }

  @Test(arguments: BlockFormat.allCases.filter(\.hasCodes), [1, 5, 9, 64])
  func `a fast product is that of rounded rows`(format: BlockFormat, rows: Int) throws {
    let weight = try BlockMatrixTests.matrix(format, rows: 70, columns: 768, seed: 8)
    let x = Tensor.randomNormal([rows, 768], seed: 9)
    let bias = Tensor.randomNormal([70], seed: 10)
    let definition = Tensor(Self.rounded(x.floats()), shape: x.shape)
    let results = [1, 2, 5].map { threads in
      Parallel.using(threads: threads) { x.linear(weight, bias: bias, precision: .fast) }
    }
    expectClose(results[0], definition.linear(weight.widened(), bias: bias), relative: 1e-5)
    #expect(results[1].floats() == results[0].floats())
    #expect(results[2].floats() == results[0].floats())
  }

  @Test func `any number of rows and columns is multiplied`() throws {
    for rows in [0, 1, 17, 129] {
      for columns in [1, 7, 129] {
        let weight = try BlockMatrixTests.matrix(.q5Type1, rows: columns, columns: 96, seed: 6)
        let x = Tensor.randomNormal([rows, 96], seed: 7)
        let definition = Tensor(Self.rounded(x.floats()), shape: x.shape)
        expectClose(
          x.linear(weight, precision: .fast), definition.linear(weight.widened()), relative: 1e-5)
      }
    }
  }

  @Test(arguments: [
    // Scale 1, every code −128.
    (BlockFormat.q8Type0, [0x00, 0x3C] + [UInt8](repeating: 0x80, count: 32), Float(-128)),
    // Scale 1, minimum 0, every bit of every code set.
    (.q4Type1, [0x00, 0x3C, 0, 0] + [UInt8](repeating: 0xFF, count: 16), 15),
    (.q5Type1, [0x00, 0x3C, 0, 0] + [UInt8](repeating: 0xFF, count: 20), 31),
    // Scales 1, codes 63, which stand for 31.
    (
      .q6K, [UInt8](repeating: 0xFF, count: 192) + [UInt8](repeating: 1, count: 16) + [0x00, 0x3C],
      31
    ),
  ])
  func `codes at the ends of their range do not overflow`(
    format: BlockFormat, block: [UInt8], value: Float
  ) {
    let storage = Storage(byteCount: 2 * block.count) { $0.copyBytes(from: block + block) }
    let weight = BlockMatrix(
      storage: storage, byteOffset: 0, rows: 2, columns: format.count, format: format)
    for rows in [1, 16] {
      let x = Tensor.full(-2, [rows, format.count])
      let expected = -2 * value * Float(format.count)
      #expect(x.linear(weight, precision: .fast).floats().allSatisfy { $0 == expected })
    }
  }
}
