import TestSupport
import Tensors
import Testing

@Suite struct GrowingTensorTests {
  private let tokens = Tensor.randomNormal([2, 3, 9, 4], seed: 1)

  @Test(arguments: [0, 2, 9, 20])
  func `tokens appended in parts are the whole`(capacity: Int) {
    var growing = GrowingTensor(batch: 2, heads: 3, width: 4, capacity: capacity)
    #expect(growing.tensor.shape == [2, 3, 0, 4])
    for part in [0..<4, 4..<5, 5..<6, 6..<9] { growing.append(tokens.sliced(axis: 2, part)) }
    #expect(growing.count == 9)
    #expect(growing.tensor.floats() == tokens.floats())
  }

  @Test func `a view stays as it is while tokens are appended behind it`() {
    var growing = GrowingTensor(batch: 2, heads: 3, width: 4, capacity: 8)
    growing.append(tokens.sliced(axis: 2, 0..<3))
    let view = growing.tensor
    growing.append(tokens.sliced(axis: 2, 3..<8))
    growing.append(tokens.sliced(axis: 2, 8..<9))
    #expect(view.floats() == tokens.sliced(axis: 2, 0..<3).floats())
  }

  @Test func `two copies grow apart`() {
    var one = GrowingTensor(batch: 2, heads: 3, width: 4, capacity: 8)
    one.append(tokens.sliced(axis: 2, 0..<3))
    var other = one
    one.append(tokens.sliced(axis: 2, 3..<4))
    other.append(tokens.sliced(axis: 2, 7..<8))
    #expect(one.tensor.floats() == tokens.sliced(axis: 2, 0..<4).floats())
    let expected = Tensor.concatenate(
      [tokens.sliced(axis: 2, 0..<3), tokens.sliced(axis: 2, 7..<8)], axis: 2)
    #expect(other.tensor.floats() == expected.floats())
  }

  @Test func `half-precision tokens are kept in float32`() {
    var growing = GrowingTensor(batch: 2, heads: 3, width: 4)
    let half = tokens.converted(to: .bfloat16)
    growing.append(half)
    #expect(growing.tensor.elementType == .float32)
    #expect(growing.tensor.floats() == half.floats())
  }
}
