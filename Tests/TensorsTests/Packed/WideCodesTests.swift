import CKernels
import TestSupport
import Testing
import WideMultiplier

@testable import Tensors

@Suite struct WideCodesTests {
  @Test(arguments: BlockFormat.allCases.filter(\.hasCodes), [true, false])
  func `the loops of wide vectors give the bits of the baseline`(
    format: BlockFormat, fours: Bool
  ) throws {
    // More than one run of terms, and edges of panels on both sides.
    let (rows, columns, depth) = (25, 70, 768)
    let weight = try BlockMatrixTests.matrix(format, rows: columns, columns: depth, seed: 11)
    let x = Tensor.randomNormal([rows, depth], seed: 12)
    let bias = Tensor.randomNormal([columns], seed: 13)
    let expected = Instructions.using(.baseline) {
      x.linear(weight, bias: bias, precision: .fast).floats()
    }
    var y = [Float](repeating: .nan, count: rows * columns)
    wide_multiply_codes(
      fours ? 1 : 0, Int32(format.kernelFormat.rawValue), x.floats(),
      weight.block(row: 0, column: 0), weight.rowByteCount, bias.floats(), &y, rows, columns, depth
    )
    #expect(y == expected)
    withExtendedLifetime(weight) {}
  }
}
