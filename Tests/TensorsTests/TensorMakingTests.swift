import TestSupport
import Tensors
import Testing

@Suite struct TensorMakingTests {
  @Test func `values of each type are kept in row-major order`() {
    #expect(Tensor([1, 2, 3, 4] as [Float], shape: [2, 2]).elementType == .float32)
    #expect(Tensor([1, 2] as [Int32], shape: [2]).int64s() == [1, 2])
    #expect(Tensor([1, .max] as [Int64], shape: [2]).int64s() == [1, .max])
    #expect(Tensor(bytes: [7, 255], shape: [2]).floats() == [7, 255])
    #expect(Tensor([true, false], shape: [2]).elementType == .bool)
    #expect(Tensor([5] as [Float], shape: []).item() == 5)
  }

  @Test func `zeros, full and arange`() {
    #expect(Tensor.zeros([2, 2], .int32).int64s() == [0, 0, 0, 0])
    #expect(Tensor.full(2.5, [3]).floats() == [2.5, 2.5, 2.5])
    #expect(Tensor.arange(3).int64s() == [0, 1, 2])
  }

  @Test func `a description gives type and shape`() {
    #expect("\(Tensor.zeros([1, 2], .bfloat16))" == "bfloat16[1, 2]")
  }

  @Test func `a tensor without elements goes through every kind of operation`() {
    let x = Tensor.zeros([0, 4])
    #expect((x + 1).shape == [0, 4])
    #expect(x.silu().floats() == [])
    #expect(x.linear(.zeros([3, 4])).shape == [0, 3])
    #expect(x.softmax().shape == [0, 4])
    #expect(x.transposed().contiguous().shape == [4, 0])
    #expect(x.sum() == 0)
    #expect(Tensor.zeros([3, 0]).sum(axis: 0).shape == [0])
    #expect(
      Tensor.zeros([2, 4, 0]).matrixProduct(.zeros([2, 0, 3])).floats().allSatisfy { $0 == 0 })
    let none = Tensor.zeros([1, 2, 0, 4])
    let some = Tensor.randomNormal([1, 2, 3, 4], seed: 1)
    #expect(Tensor.attention(none, some, some).shape == [1, 2, 0, 4])
    expectClose(.attention(some, none, none), .zeros([1, 2, 3, 4]), relative: 0)
  }

  @Test func `a wrong shape stops the program, naming the operation and the shapes`() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Tensor.zeros([2, 3]).linear(.zeros([4, 5]))
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("linear: [2, 3] by weight float32[4, 5]"))
  }
}
