import TestSupport
import Tensors
import Testing

@Suite struct TensorTurningTests {
  @Test(arguments: [(30, 13, 17), (-100, 20, 20), (45, 22, 22), (181, 9, 30)])
  func `a turned picture equals PyTorch's at the same places`(
    degrees: Int, height: Int, width: Int
  ) throws {
    let fixture = try Fixture("Operations", "turning.13x17")
    let turned = try fixture.input("x").turned(
      degrees: Double(degrees), height: height, width: width)
    expectClose(
      turned, try fixture.output("\(degrees).\(height)x\(width)"), relative: 1e-6)
  }

  @Test(arguments: [1, 2, 7, 64])
  func `a right angle is a transposition and a flip`(size: Int) {
    let x = Tensor.randomNormal([1, 2, size, size], seed: 1)
    let turned = x.turned(degrees: 90, height: size, width: size)
    expectClose(turned, x.transposed().flipped(axis: 3), relative: 1e-6)
  }

  @Test func `the number of threads does not change a picture`() {
    let x = Tensor.randomNormal([1, 3, 129, 200], seed: 1)
    let turned = { x.turned(degrees: 33, height: 220, width: 210).floats() }
    let expected = Parallel.using(threads: 1) { turned() }
    #expect(Parallel.using(threads: 2) { turned() } == expected)
    #expect(Parallel.using(threads: 5) { turned() } == expected)
  }
}
