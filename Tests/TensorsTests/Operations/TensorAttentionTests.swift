import Tensors
import TestSupport
import Testing

@Suite struct TensorAttentionTests {
  @Test func `attention equals PyTorch's`() throws {
    let fixture = try Fixture("Operations", "attention.heads4-keyheads2")
    let (q, k, v) = (try fixture.input("q"), try fixture.input("k"), try fixture.input("v"))
    let (bias, mask) = (try fixture.input("bias"), try fixture.input("mask"))
    expectClose(.attention(q, k, v), try fixture.output("plain"), relative: 1e-6)
    expectClose(
      .attention(q, k, v, scale: 1, bias: bias), try fixture.output("biased"), relative: 1e-6)
    expectClose(.attention(q, k, v, bias: mask), try fixture.output("masked"), relative: 1e-6)
    expectClose(.attention(q, k, v, causal: true), try fixture.output("causal"), relative: 1e-6)
  }

  /// The formula, with the whole matrix of scores.
  private static func definition(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, bias: Tensor? = nil
  ) -> Tensor {
    var scores = q.matrixProduct(k, transposingOther: true) / Float(q.shape[3]).squareRoot()
    if let bias { scores = scores + bias }
    return scores.softmax().matrixProduct(v)
  }

  @Test(arguments: [1, 7, 64, 129, 600])
  func `attention is the definition's at any length and number of threads`(length: Int) {
    let q = Tensor.randomNormal([1, 3, length, 20], seed: 1) * 2
    let k = Tensor.randomNormal([1, 3, length + 5, 20], seed: 2)
    let v = Tensor.randomNormal([1, 3, length + 5, 9], seed: 3)
    let bias = Tensor.randomNormal([1, 3, 1, length + 5], seed: 4)
    let result = Parallel.using(threads: 1) { Tensor.attention(q, k, v, bias: bias) }
    expectClose(result, Self.definition(q, k, v, bias: bias), relative: 1e-6)
    for threads in [2, 5] {
      let other = Parallel.using(threads: threads) { Tensor.attention(q, k, v, bias: bias) }
      #expect(other.floats() == result.floats())
    }
  }

  @Test func `views are read where they lie`() {
    let x = Tensor.randomNormal([2, 40, 3 * 4 * 8], seed: 1)
    let parts = x.chunked(3, axis: -1).map { $0.reshaped([2, 40, 4, 8]).transposed(1, 2) }
    let copies = parts.map { $0.contiguous() }
    #expect(
      Tensor.attention(parts[0], parts[1], parts[2]).floats()
        == Tensor.attention(copies[0], copies[1], copies[2]).floats())
  }

  @Test func `a query that may see no key gets zeros`() {
    let x = Tensor.randomNormal([1, 1, 3, 4], seed: 1)
    let mask = Tensor([true, true, true, false, false, false, true, false, false], shape: [3, 3])
    let y = Tensor.attention(x, x, x, bias: mask)
    #expect(y.selected(axis: 2, at: 1).floats() == [0, 0, 0, 0])
    expectClose(y.selected(axis: 2, at: 2), x.selected(axis: 2, at: 0), relative: 1e-6)
  }

  @Test func `a bias of minus infinity hides, like a mask`() {
    let q = Tensor.randomNormal([1, 2, 5, 4], seed: 1)
    let k = Tensor.randomNormal([1, 2, 300, 4], seed: 2)
    let sees = (0..<300).map { $0 % 3 == 0 && $0 > 256 }
    let mask = Tensor(sees, shape: [300])
    let bias = Tensor(sees.map { $0 ? 0 : -Float.infinity }, shape: [300])
    #expect(
      Tensor.attention(q, k, k, bias: mask).floats()
        == Tensor.attention(q, k, k, bias: bias).floats())
  }

  @Test func `causal queries stand at the end of the keys`() {
    let q = Tensor.randomNormal([1, 1, 300, 4], seed: 1)
    let k = Tensor.randomNormal([1, 1, 400, 4], seed: 2)
    let mask = Tensor(
      (0..<300).flatMap { i in (0..<400).map { $0 <= i + 100 } }, shape: [300, 400])
    expectClose(
      .attention(q, k, k, causal: true), .attention(q, k, k, bias: mask), relative: 1e-6)
    let last = Tensor.attention(q.sliced(axis: 2, 299..<300), k, k, causal: true)
    expectClose(last, .attention(q, k, k).sliced(axis: 2, 299..<300), relative: 1e-6)
  }
}
