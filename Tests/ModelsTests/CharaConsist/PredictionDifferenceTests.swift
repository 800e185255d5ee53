import Tensors
import Testing

@testable import Models

@Suite struct PredictionDifferenceTests {
  @Test func `the scores are parted where they differ most`() {
    let difference = PredictionDifference(scores: [0.1, 0.9, 0.12, 0.8, 0.2, 0.85])
    #expect(
      difference.mask(rows: 2, columns: 3).isSet == [false, true, false, true, false, true])
  }

  @Test func `equal scores are all background`() {
    let difference = PredictionDifference(scores: [0.5, 0.5, 0.5, 0.5])
    #expect(difference.mask(rows: 2, columns: 2).count == 0)
  }

  @Test func `steps are summed`() {
    var difference = PredictionDifference()
    let none = Tensor.zeros([1, 1, 2, 4])
    difference.add(Tensor([0, 0, 1, -1, 0, 0, 1, 1] as [Float], shape: [1, 1, 2, 4]), none)
    #expect(difference.mask(rows: 1, columns: 2).isSet == [false, true])
    difference.add(Tensor([3, 3, 0, 0, 3, 3, 0, 0] as [Float], shape: [1, 1, 2, 4]), none)
    #expect(difference.mask(rows: 1, columns: 2).isSet == [true, false])
  }
}
