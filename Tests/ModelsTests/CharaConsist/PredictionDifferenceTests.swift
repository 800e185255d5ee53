import Tensors
import Testing

@testable import Models

@Suite struct PredictionDifferenceTests {
  @Test func `the scores are parted where they differ most`() {
    let difference = PredictionDifference(scores: [0.1, 0.12, 0.8, 0.9, 0.2, 0.1, 0.85, 0.9])
    #expect(
      difference.mask(rows: 2, columns: 4).isSet
        == [false, false, true, true, false, false, true, true])
  }

  @Test func `equal scores are all background`() {
    let difference = PredictionDifference(scores: [0.5, 0.5, 0.5, 0.5])
    #expect(difference.mask(rows: 2, columns: 2).count == 0)
  }

  @Test func `a score gives half of itself to those beside it, and at an edge to itself`() {
    let middle = PredictionDifference(scores: [0, 0, 0, 0, 8, 0, 0, 0, 0])
    #expect(middle.smoothed(rows: 3, columns: 3) == [0, 1, 0, 1, 4, 1, 0, 1, 0])
    let corner = PredictionDifference(scores: [8, 0, 0, 0, 0, 0])
    #expect(corner.smoothed(rows: 2, columns: 3) == [6, 1, 0, 1, 0, 0])
  }

  @Test func `a hole in the character is filled`() {
    let difference = PredictionDifference(scores: [
      0, 0, 0, 0, 0,
      0, 1, 1, 1, 0,
      0, 1, 0, 1, 0,
      0, 1, 1, 1, 0,
      0, 0, 0, 0, 0,
    ])
    #expect(
      difference.mask(rows: 5, columns: 5).indices == [6, 7, 8, 11, 12, 13, 16, 17, 18])
  }

  @Test func `squares of steps are summed`() {
    var difference = PredictionDifference()
    let none = Tensor.zeros([1, 1, 2, 4])
    difference.add(Tensor([0, 0, 3, -3, 0, 0, 3, 3] as [Float], shape: [1, 1, 2, 4]), none)
    #expect(difference.mask(rows: 1, columns: 2).isSet == [false, true])
    // Twice two less than three, but four squared more than three squared.
    difference.add(Tensor([4, 4, 0, 0, 4, 4, 0, 0] as [Float], shape: [1, 1, 2, 4]), none)
    #expect(difference.mask(rows: 1, columns: 2).isSet == [true, false])
    #expect(difference.smoothed(rows: 1, columns: 2) == [15.125, 9.875])
  }
}
