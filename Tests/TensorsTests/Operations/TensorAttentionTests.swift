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

  @Test func `a single query of heads that share keys is one of several queries`() throws {
    let fixture = try Fixture("Operations", "attention.heads4-keyheads2")
    let (q, k, v) = (try fixture.input("q"), try fixture.input("k"), try fixture.input("v"))
    let (bias, mask) = (try fixture.input("bias"), try fixture.input("mask"))
    let last = q.shape[2] - 1..<q.shape[2]
    func one(_ tensor: Tensor) -> Tensor { tensor.sliced(axis: -2, last) }
    let query = one(q)
    expectClose(.attention(query, k, v), one(try fixture.output("plain")), relative: 1e-6)
    expectClose(
      .attention(query, k, v, scale: 1, bias: one(bias)), one(try fixture.output("biased")),
      relative: 1e-6)
    expectClose(
      .attention(query, k, v, bias: one(mask)), one(try fixture.output("masked")), relative: 1e-6)
    let (all, sums) = Tensor.attentionWithLogSums(q, k, v)
    let (attended, sum) = Tensor.attentionWithLogSums(query, k, v, causal: true)
    expectClose(attended, one(all), relative: 1e-6)
    expectClose(sum, sums.sliced(axis: -1, last), relative: 1e-6)
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

  @Test(arguments: [(12, 30), (300, 300), (512, 20)])
  func `widths beyond one block of terms are summed block by block`(width: Int, valueWidth: Int) {
    let q = Tensor.randomNormal([1, 2, 33, width], seed: 1)
    let k = Tensor.randomNormal([1, 1, 200, width], seed: 2)
    let v = Tensor.randomNormal([1, 1, 200, valueWidth], seed: 3)
    expectClose(.attention(q, k, v), Self.definition(q, k, v), relative: 2e-6)
  }

  @Test func `a bias for each query and key is added whichever way it lies`() {
    let q = Tensor.randomNormal([1, 2, 43, 16], seed: 1)
    let k = Tensor.randomNormal([1, 2, 203, 16], seed: 2)
    let bias = Tensor.randomNormal([1, 1, 43, 203], seed: 3)
    let expected = Self.definition(q, k, k, bias: bias)
    expectClose(.attention(q, k, k, bias: bias), expected, relative: 1e-6)
    let turned = bias.transposed().contiguous().transposed()
    expectClose(.attention(q, k, k, bias: turned), expected, relative: 1e-6)
  }

  @Test func `a score that is not a number makes its query's result so, and no other's`() {
    var values = Tensor.randomNormal([1, 1, 20, 4], seed: 1).floats()
    values[13] = .nan
    let q = Tensor(values, shape: [1, 1, 20, 4])
    let k = Tensor.randomNormal([1, 1, 300, 4], seed: 2)
    let y = Tensor.attention(q, k, k).floats()
    let faulty = y.indices.filter { y[$0].isNaN }
    #expect(faulty == Array(12..<16))
  }

  @Test func `every set of instructions gives the same bits`() {
    let q = Tensor.randomNormal([1, 2, 70, 20], seed: 1)
    let k = Tensor.randomNormal([1, 2, 250, 20], seed: 2)
    let results = Instructions.available.map { set in
      Instructions.using(set) { Tensor.attention(q, k, k).floats() }
    }
    #expect(results.allSatisfy { $0 == results[0] })
  }

  @Test func `the log of the sum joins attention to two sets of keys`() {
    let q = Tensor.randomNormal([2, 3, 40, 8], seed: 1)
    let k = Tensor.randomNormal([2, 3, 500, 8], seed: 2)
    let v = Tensor.randomNormal([2, 3, 500, 8], seed: 3)
    let whole = Tensor.attentionWithLogSums(q, k, v)
    #expect(whole.attended.floats() == Tensor.attention(q, k, v).floats())
    let parts = [0..<190, 190..<500].map { keys in
      Tensor.attentionWithLogSums(q, k.sliced(axis: 2, keys), v.sliced(axis: 2, keys))
    }
    let weights = parts.map { ($0.logSums - whole.logSums).exp().insertingAxis(at: 3) }
    expectClose(
      parts[0].attended * weights[0] + parts[1].attended * weights[1], whole.attended,
      relative: 2e-6)
  }

  @Test func `a query that may see no key has a sum of zero`() {
    let x = Tensor.randomNormal([1, 1, 2, 4], seed: 1)
    let mask = Tensor([true, true, false, false], shape: [2, 2])
    let sums = Tensor.attentionWithLogSums(x, x, x, bias: mask).logSums.floats()
    #expect(sums[0].isFinite && sums[1] == -.infinity)
  }

  @Test func `mean weights are those of the heads, which may share keys`() {
    let q = Tensor.randomNormal([2, 4, 9, 8], seed: 1)
    let k = Tensor.randomNormal([2, 2, 13, 8], seed: 2)
    let shared = Tensor.concatenate(
      [0, 0, 1, 1].map { k.sliced(axis: 1, $0..<$0 + 1) }, axis: 1)
    let weights = (q.matrixProduct(shared, transposingOther: true) * 0.5).softmax()
    expectClose(
      Tensor.meanAttentionWeights(q, k, scale: 0.5), weights.mean(axis: 1), relative: 1e-6)
  }
}
