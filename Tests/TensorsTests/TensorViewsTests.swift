import Tensors
import Testing

@Suite struct TensorViewsTests {
  private let x = Tensor((0..<24).map(Float.init), shape: [2, 3, 4])

  @Test func `a transposed view reads the axes exchanged`() {
    let y = x.transposed()
    #expect(y.shape == [2, 4, 3])
    #expect(y.floats()[0..<6] == [0, 4, 8, 1, 5, 9])
    #expect(y.transposed().floats() == x.floats())
  }

  @Test(arguments: [1, 7, 64, 129], ElementType.allCases)
  func `a transposed copy is right at any size, in any element type`(size: Int, type: ElementType) {
    let x = Tensor((0..<2 * size * 37).map { Float($0 % 101) }, shape: [2, size, 37])
    let values = x.converted(to: type).floats()
    let expected = (0..<values.count).map { place in
      let (batch, rest) = place.quotientAndRemainder(dividingBy: size * 37)
      return values[batch * size * 37 + rest % size * 37 + rest / size]
    }
    for threads in [1, 5] {
      let copy = Parallel.using(threads: threads) {
        x.converted(to: type).transposed().contiguous()
      }
      #expect(copy.floats() == expected)
    }
  }

  @Test func `axes are permuted`() {
    let y = x.permuted([2, 0, 1])
    #expect(y.shape == [4, 2, 3])
    #expect(y.floats()[0..<7] == [0, 4, 8, 12, 16, 20, 1])
  }

  @Test func `a slice of a slice reads the right place`() {
    let y = x.sliced(axis: 1, 1..<3).sliced(axis: -1, 2..<4)
    #expect(y.shape == [2, 2, 2])
    #expect(y.floats() == [6, 7, 10, 11, 18, 19, 22, 23])
  }

  @Test func `one index of an axis is selected and the axis dropped`() {
    #expect(x.selected(axis: 1, at: 2).floats() == [8, 9, 10, 11, 20, 21, 22, 23])
    #expect(x.selected(axis: 1, at: 2).shape == [2, 4])
  }

  @Test func `split and concatenate are inverse`() {
    let parts = x.split([1, 3], axis: -1)
    #expect(parts.map(\.shape) == [[2, 3, 1], [2, 3, 3]])
    #expect(Tensor.concatenate(parts, axis: -1).floats() == x.floats())
    #expect(Tensor.concatenate(x.chunked(3, axis: 1), axis: 1).floats() == x.floats())
  }

  @Test func `a reshape that a view cannot show copies`() {
    #expect(x.transposed().reshaped([2, -1]).floats() == x.transposed().floats())
    #expect(x.transposed().reshaped([2, -1]).shape == [2, 12])
    #expect(
      x.permuted([1, 0, 2]).reshaped([3, 2, 2, 2]).floats() == x.permuted([1, 0, 2]).floats())
  }

  @Test func `a reshape of a slice reads the right elements`() {
    let y = x.sliced(axis: 2, 1..<3)
    #expect(y.reshaped([6, 2]).floats() == y.floats())
    #expect(y.reshaped([3, 1, 4]).floats() == y.floats())
  }

  @Test func `broadcasting repeats axes of length one and adds axes in front`() {
    let y = Tensor([1, 2] as [Float], shape: [2, 1]).broadcast(to: [2, 2, 3])
    #expect(y.floats() == [1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2])
  }

  @Test func `flipped reads an axis backwards`() {
    #expect(
      x.flipped(axis: 1).sliced(axis: 0, 0..<1).floats() == [8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3])
    #expect(x.flipped(axis: 1).flipped(axis: 1).floats() == x.floats())
  }
}
