import Tensors
import TestSupport
import Testing

@Suite struct TensorRotaryTests {
  private static let angles = (0..<7 * 4).map { Float($0) * 0.37 }
  private let cosine = Tensor(angles, shape: [7, 4]).cos()
  private let sine = Tensor(angles, shape: [7, 4]).sin()

  private func turned(_ x: Tensor, _ first: (Int) -> Int, _ second: (Int) -> Int) -> [Float] {
    var y = x.floats()
    let (c, s) = (cosine.floats(), sine.floats())
    for row in 0..<y.count / 8 {
      for i in 0..<4 {
        let (a, b) = (row * 8 + first(i), row * 8 + second(i))
        let (p, q) = (y[a], y[b])
        let angle = row % 7 * 4 + i
        y[a] = p * c[angle] - q * s[angle]
        y[b] = p * s[angle] + q * c[angle]
      }
    }
    return y
  }

  @Test func `neighbours are turned by their angle`() {
    let x = Tensor.randomNormal([2, 3, 7, 8], seed: 1)
    let y = x.rotated(cosine: cosine, sine: sine, pairing: .neighbours)
    expectClose(y.floats(), turned(x, { 2 * $0 }, { 2 * $0 + 1 }), relative: 1e-6)
  }

  @Test func `halves are turned by their angle`() {
    let x = Tensor.randomNormal([2, 3, 7, 8], seed: 1)
    let y = x.rotated(cosine: cosine, sine: sine, pairing: .halves)
    expectClose(y.floats(), turned(x, { $0 }, { $0 + 4 }), relative: 1e-6)
  }

  @Test func `a view is read where it lies, and angles may differ by batch`() {
    let x = Tensor.randomNormal([2, 7, 3, 8], seed: 1).transposed(1, 2)
    let cosines = Tensor.stack([cosine, sine], axis: 0)
    let sines = Tensor.stack([sine, cosine], axis: 0)
    let y = x.rotated(cosine: cosines, sine: sines, pairing: .halves)
    let second = x.sliced(axis: 0, 1..<2).rotated(cosine: sine, sine: cosine, pairing: .halves)
    #expect(y.sliced(axis: 0, 1..<2).floats() == second.floats())
    #expect(
      y.sliced(axis: 0, 0..<1).floats()
        == x.sliced(axis: 0, 0..<1).contiguous()
        .rotated(cosine: cosine, sine: sine, pairing: .halves).floats())
  }
}
