import TestSupport
import Testing

@testable import Tensors

@Suite struct PackedProductTests {
  @Test(arguments: BlockFormat.allCases, [1, 7, 64])
  func `a product with packed rows is the product with their numbers`(
    format: BlockFormat, rows: Int
  ) throws {
    let weight = try BlockMatrixTests.matrix(format, rows: 300, columns: 768, seed: 3)
    let x = Tensor.randomNormal([1, rows, 768], seed: 4)
    let bias = Tensor.randomNormal([300], seed: 5)
    let results = [1, 2, 5].map { threads in
      Parallel.using(threads: threads) { x.linear(weight, bias: bias) }
    }
    expectClose(results[0], x.linear(weight.widened(), bias: bias), relative: 1e-5)
    #expect(results[1].floats() == results[0].floats())
    #expect(results[2].floats() == results[0].floats())
  }

  @Test func `any number of rows and columns is multiplied, with and without a bias`() throws {
    for rows in [0, 1, 17, 129] {
      for columns in [1, 7, 129] {
        let weight = try BlockMatrixTests.matrix(.q8Type0, rows: columns, columns: 96, seed: 6)
        let x = Tensor.randomNormal([rows, 96], seed: 7)
        expectClose(x.linear(weight), x.linear(weight.widened()), relative: 1e-5)
      }
    }
  }
}
