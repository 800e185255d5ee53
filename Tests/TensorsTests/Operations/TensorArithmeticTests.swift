import Tensors
import TestSupport
import Testing

@Suite struct TensorArithmeticTests {
  private let a = Tensor([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3])

  @Test func `operators work element by element`() {
    let b = Tensor([6, 5, 4, 3, 2, 1] as [Float], shape: [2, 3])
    #expect((a + b).floats() == [7, 7, 7, 7, 7, 7])
    #expect((a - b).floats() == [-5, -3, -1, 1, 3, 5] as [Float])
    #expect((a * b).floats() == [6, 10, 12, 12, 10, 6])
    #expect((a / 4).floats() == [0.25, 0.5, 0.75, 1, 1.25, 1.5])
    #expect((a / b).sliced(axis: 1, 1..<3).floats() == [0.4, 0.75, 2.5, 6] as [Float])
    #expect((-a).floats() == [-1, -2, -3, -4, -5, -6] as [Float])
  }

  @Test func `numbers stand on either side`() {
    #expect((a + 1).floats() == [2, 3, 4, 5, 6, 7])
    #expect((1 - a).floats() == [0, -1, -2, -3, -4, -5] as [Float])
    #expect((2 / a).floats() == [2, 1, 0.6666667, 0.5, 0.4, 0.33333334])
    #expect((a / 2).floats() == [0.5, 1, 1.5, 2, 2.5, 3])
  }

  @Test func `shapes broadcast from the back`() {
    let row = Tensor([10, 20, 30] as [Float], shape: [3])
    let column = Tensor([1, 2] as [Float], shape: [2, 1])
    #expect((a + row).floats() == [11, 22, 33, 14, 25, 36])
    #expect((column * a).floats() == [1, 2, 3, 8, 10, 12])
    #expect((column + row).shape == [2, 3])
    #expect((a.insertingAxis(at: 1) + column).shape == [2, 2, 3])
  }

  @Test func `views of any layout are read where they lie`() {
    #expect((a.transposed() + a.transposed()).floats() == [2, 8, 4, 10, 6, 12])
    #expect((a.flipped(axis: 1) - a).floats() == [2, 0, -2, 2, 0, -2] as [Float])
    #expect((a.sliced(axis: 1, 1..<3) * 2).floats() == [4, 6, 10, 12])
  }

  @Test func `operands of every type are read as float32`() {
    for type in ElementType.allCases where type != .bool {
      let y = a.converted(to: type) + a
      #expect(y.elementType == .float32)
      #expect(y.floats() == [2, 4, 6, 8, 10, 12])
    }
  }

  @Test func `maximum, minimum and clamping keep NaN`() {
    let x = Tensor([Float(1), .nan, -5], shape: [3])
    let y = Tensor([Float.nan, 2, 0], shape: [3])
    expectClose(x.maximum(y).floats(), [.nan, .nan, 0], relative: 0)
    expectClose(x.minimum(y).floats(), [.nan, .nan, -5], relative: 0)
    expectClose(x.clamped(to: -1...0.5).floats(), [0.5, .nan, -1], relative: 0)
  }

  @Test(arguments: [1, 7, 64, 129])
  func `the number of threads does not change a sum`(size: Int) {
    let x = Tensor.randomNormal([size, 4, 129], seed: 1)
    let scale = Tensor.randomNormal([size, 1, 129], seed: 2)
    let shift = Tensor.randomNormal([4, 1], seed: 3)
    let expected = Parallel.using(threads: 1) { (x * scale + shift).floats() }
    #expect(Parallel.using(threads: 2) { (x * scale + shift).floats() } == expected)
    #expect(Parallel.using(threads: 5) { (x * scale + shift).floats() } == expected)
    let (p, q, r) = (x.floats(), scale.floats(), shift.floats())
    let definition = expected.indices.map { place -> Float in
      let (i, j, c) = (place / 516, place / 129 % 4, place % 129)
      return p[place] * q[i * 129 + c] + r[j]
    }
    #expect(expected == definition)
  }
}
