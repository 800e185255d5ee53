import Tensors
import TestSupport
import Testing

@Suite(.unroundedProducts) struct TensorProductsTests {
  /// Values that are exact in every floating type.
  private static func values(_ shape: [Int], seed: Int) -> Tensor {
    let count = shape.reduce(1, *)
    return Tensor((0..<count).map { Float((($0 + seed) * 7919) % 31 - 15) / 16 }, shape: shape)
  }

  private static func definition(_ a: Tensor, _ b: Tensor) -> [Float] {
    let (rows, depth, columns) = (a.shape[0], a.shape[1], b.shape[1])
    let (p, q) = (a.floats(), b.floats())
    return (0..<rows * columns).map { place in
      let (r, c) = place.quotientAndRemainder(dividingBy: columns)
      return Float(
        (0..<depth).reduce(0.0) { $0 + Double(p[r * depth + $1]) * Double(q[$1 * columns + c]) })
    }
  }

  @Test(arguments: [1, 7, 64, 129])
  func `a product is the definition's, at any size and number of threads`(size: Int) {
    let a = Self.values([size, 65], seed: 1)
    let b = Self.values([65, size + 3], seed: 2)
    let expected = Self.definition(a, b)
    let results = [1, 2, 5].map { threads in
      Parallel.using(threads: threads) { a.matrixProduct(b).floats() }
    }
    #expect(relativeDistance(results[0], expected) < 1e-6)
    #expect(results[1] == results[0] && results[2] == results[0])
    let transposed = a.matrixProduct(b.transposed().contiguous(), transposingOther: true)
    #expect(relativeDistance(transposed.floats(), expected) < 1e-6)
    let left = a.transposed().contiguous().transposed().matrixProduct(b)
    #expect(relativeDistance(left.floats(), expected) < 1e-6)
  }

  /// Sums 256 terms at a time, each product rounded once, and adds the sums in order.
  private static func roundedDefinition(_ x: [Float], _ w: [Float], _ bias: Float) -> Float {
    stride(from: 0, to: x.count, by: 256).reduce(bias) { total, first in
      total
        + (first..<min(first + 256, x.count)).reduce(Float(0)) { $0.addingProduct(x[$1], w[$1]) }
    }
  }

  @Test(arguments: [ElementType.float32, .bfloat16, .float16])
  func `each sum is rounded in the order that its length fixes`(type: ElementType) {
    let x = Tensor.randomNormal([50, 700], seed: 1)
    let weight = Tensor.randomNormal([67, 700], seed: 2).converted(to: type)
    let bias = Tensor.randomNormal([67], seed: 3)
    let y = x.linear(weight, bias: bias)
    let across = x.matrixProduct(weight.transposed().contiguous())
    for (r, c) in [(0, 0), (5, 15), (6, 16), (49, 66), (23, 64)] {
      let row = x.selected(axis: 0, at: r).floats()
      let line = weight.selected(axis: 0, at: c).floats()
      let start = bias.floats()[c]
      #expect(y.floats()[r * 67 + c] == Self.roundedDefinition(row, line, start))
      #expect(across.floats()[r * 67 + c] == Self.roundedDefinition(row, line, 0))
    }
  }

  @Test func `an empty sum is zero`() {
    #expect(
      Tensor.zeros([30, 0]).matrixProduct(.zeros([0, 40])).floats()
        == [Float](repeating: 0, count: 1200))
  }

  @Test func `leading axes broadcast`() {
    let a = Self.values([2, 1, 5, 4], seed: 3)
    let b = Self.values([3, 4, 6], seed: 4)
    let y = a.matrixProduct(b)
    #expect(y.shape == [2, 3, 5, 6])
    for i in 0..<2 {
      for j in 0..<3 {
        let expected = Self.definition(
          a.selected(axis: 0, at: i).selected(axis: 0, at: 0), b.selected(axis: 0, at: j))
        let actual = y.selected(axis: 0, at: i).selected(axis: 0, at: j).floats()
        #expect(relativeDistance(actual, expected) < 1e-6)
      }
    }
  }

  @Test(arguments: [1, 2, 3, 5, 16, 17], [1, 7, 64, 129])
  func `a few rows are the definition's for any depth and element type`(rows: Int, depth: Int) {
    let x = Self.values([rows, depth], seed: 8)
    let weight = Self.values([70, depth], seed: 9)
    let expected = Self.definition(x, weight.transposed())
    for type in [ElementType.float32, .bfloat16, .float16] {
      let wide = Parallel.using(threads: 1) { x.linear(weight.converted(to: type)).floats() }
      expectClose(wide, expected, relative: 1e-6)
      #expect(Parallel.using(threads: 5) { x.linear(weight.converted(to: type)).floats() } == wide)
    }
    let part = Self.values([rows, depth + 5], seed: 8).sliced(axis: 1, 2..<depth + 2)
    expectClose(
      part.linear(weight).floats(), Self.definition(part, weight.transposed()), relative: 1e-6)
  }

  @Test(arguments: [ElementType.float32, .bfloat16, .float16])
  func `a linear layer reads weights of any floating type where they lie`(type: ElementType) {
    let x = Self.values([3, 7, 600], seed: 5)
    let weight = Self.values([40, 600], seed: 6)
    let bias = Self.values([40], seed: 7)
    let expected = zip(
      Self.definition(x.reshaped([21, 600]), weight.transposed()),
      (0..<21).flatMap { _ in bias.floats() }
    ).map { $0 + $1 }
    let y = x.linear(weight.converted(to: type), bias: bias)
    #expect(y.shape == [3, 7, 40])
    #expect(relativeDistance(y.floats(), expected) < 1e-6)
  }
}
