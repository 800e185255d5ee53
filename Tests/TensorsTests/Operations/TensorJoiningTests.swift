import Tensors
import Testing

@Suite struct TensorJoiningTests {
  @Test func `stack adds an axis`() {
    let rows = [Tensor([1, 2] as [Float], shape: [2]), Tensor([3, 4] as [Float], shape: [2])]
    #expect(Tensor.stack(rows, axis: 0).floats() == [1, 2, 3, 4])
    #expect(Tensor.stack(rows, axis: -1).floats() == [1, 3, 2, 4])
    #expect(Tensor.stack(rows, axis: 1).shape == [2, 2])
  }

  @Test func `repeated tiles along an axis`() {
    let y = Tensor([1, 2, 3, 4] as [Float], shape: [2, 2])
    #expect(y.repeated(2, axis: 0).floats() == [1, 2, 3, 4, 1, 2, 3, 4])
    #expect(y.repeated(2, axis: 1).floats() == [1, 2, 1, 2, 3, 4, 3, 4])
  }

  @Test func `padding surrounds with a value`() {
    let y = Tensor([1, 2] as [Float], shape: [1, 2]).padded([(1, 0), (0, 2)], value: 7)
    #expect(y.shape == [2, 4])
    #expect(y.floats() == [7, 7, 7, 7, 1, 2, 7, 7])
  }

  @Test func `parts without elements add nothing`() {
    let x = Tensor([1, 2] as [Float], shape: [1, 2])
    #expect(Tensor.concatenate([.zeros([0, 2]), x, .zeros([0, 2])], axis: 0).floats() == [1, 2])
    #expect(x.repeated(0, axis: 0).shape == [0, 2])
  }

  @Test func `joining keeps the element type`() {
    let x = Tensor([1, 2] as [Float], shape: [2]).converted(to: .bfloat16)
    #expect(Tensor.concatenate([x, x], axis: 0).elementType == .bfloat16)
    #expect(x.padded([(1, 0)], value: 3).floats() == [3, 1, 2])
    #expect(x.padded([(1, 0)], value: 3).elementType == .bfloat16)
  }
}
