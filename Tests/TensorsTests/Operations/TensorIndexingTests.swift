import Tensors
import Testing

@Suite struct TensorIndexingTests {
  @Test func `rows are gathered by index from any layout`() {
    let table = Tensor((0..<6).map(Float.init), shape: [3, 2])
    let indices = Tensor([2, 0, 2, 1] as [Int64], shape: [2, 2])
    #expect(table.gatheredRows(indices).floats() == [4, 5, 0, 1, 4, 5, 2, 3])
    #expect(
      table.transposed().gatheredRows(Tensor([1] as [Int32], shape: [1])).floats() == [1, 3, 5])
  }

  @Test func `rows keep their element type and shape`() {
    let table = Tensor((0..<12).map(Float.init), shape: [3, 2, 2]).converted(to: .float16)
    let rows = table.gatheredRows(Tensor([1] as [Int64], shape: []))
    #expect(rows.shape == [2, 2])
    #expect(rows.elementType == .float16)
    #expect(rows.floats() == [4, 5, 6, 7])
  }
}
