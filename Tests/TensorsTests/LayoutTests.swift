import Testing

@testable import Tensors

@Suite struct LayoutTests {
  @Test func `a row-major layout is contiguous, and views of it are or are not`() {
    let layout = Layout([2, 3, 4])
    #expect(layout.strides == [12, 4, 1])
    #expect(layout.isContiguous)
    #expect(!layout.permuted([0, 2, 1]).isContiguous)
    #expect(layout.sliced(axis: 0, 1..<2).isContiguous)
    #expect(!layout.sliced(axis: 1, 0..<2).isContiguous)
    #expect(layout.sliced(axis: 1, 0..<2).isContiguous(last: 2))
    #expect(layout.insertingAxis(at: 1).isContiguous)
  }

  @Test func `neighbouring axes that lie as one are merged`() {
    let layout = Layout([2, 3, 4])
    #expect(Layout.merged([layout]).shape == [24])
    #expect(Layout.merged([layout.permuted([0, 2, 1])]).shape == [2, 4, 3])
    #expect(Layout.merged([layout.permuted([1, 2, 0])]).shape == [12, 2])
    let row = Layout([4]).broadcast(to: [2, 3, 4])
    #expect(row.map { Layout.merged([layout, $0]).shape } == [6, 4])
    #expect(row.map { Layout.merged([layout, $0]).strides } == [[4, 1], [0, 1]])
    #expect(Layout.merged([Layout([1, 1])]).shape == [1])
  }

  @Test func `a reshape is a view where the elements lie so`() {
    let layout = Layout([4, 6]).sliced(axis: 1, 0..<4)
    #expect(layout.reshaped([2, 2, 4])?.strides == [12, 6, 1])
    #expect(layout.reshaped([4, 2, 2])?.strides == [6, 2, 1])
    #expect(layout.reshaped([4, 1, 4])?.strides[2] == 1)
    #expect(layout.reshaped([16]) == nil)
    #expect(Layout([6, 4]).permuted([1, 0]).reshaped([4, 2, 3])?.strides == [1, 12, 4])
  }

  @Test func `a shape that does not fit is not broadcast`() {
    #expect(Layout([2, 3]).broadcast(to: [3, 3]) == nil)
    #expect(Layout([2, 3]).broadcast(to: [3]) == nil)
    #expect(Layout([2, 1]).broadcast(to: [5, 2, 3])?.strides == [0, 1, 0])
  }
}
