import Tensors
import TestSupport
import Testing

@Suite struct TensorReductionsTests {
  private let x = Tensor(
    [3, 1, 2, 9, 7, 8, -1, -3, -2, 0, 5, -5] as [Float], shape: [2, 2, 3])

  @Test func `sums and means are taken over any axis`() {
    #expect(x.sum(axis: -1).floats() == [6, 24, -6, 0] as [Float])
    #expect(x.sum(axis: 0).floats() == [2, -2, 0, 9, 12, 3] as [Float])
    #expect(x.mean(axis: 1).floats() == [6, 4, 5, -0.5, 1, -3.5] as [Float])
    #expect(x.mean(axis: 1, keepingAxis: true).shape == [2, 1, 3])
    #expect(x.sum() == 24)
    #expect(x.mean() == 2)
  }

  @Test func `extremes are taken over any axis`() {
    #expect(x.maximum(axis: -1).floats() == [3, 9, -1, 5] as [Float])
    #expect(x.minimum(axis: 0).floats() == [-1, -3, -2, 0, 5, -5] as [Float])
    #expect(x.maximum() == 9)
    #expect(x.minimum() == -5)
    #expect(x.argmax(axis: -1).int64s() == [0, 0, 0, 1])
    #expect(x.argmax(axis: 1).int64s() == [1, 1, 1, 1, 1, 0])
  }

  @Test func `the variance is the mean squared distance from the mean`() {
    #expect(x.variance(axis: 0).floats() == [4, 4, 4, 20.25, 1, 42.25])
    expectClose(
      x.variance(axis: -1).floats(), [0.6666667, 0.6666667, 0.6666667, 16.666667], relative: 1e-6)
  }

  @Test func `NaN is the largest and the smallest, and the first of equals wins`() {
    let y = Tensor([Float(1), .nan, 5, 5, 5, 2], shape: [2, 3])
    #expect(y.maximum(axis: 1).floats()[0].isNaN)
    #expect(y.minimum(axis: 1).floats()[0].isNaN)
    #expect(y.argmax(axis: 1).int64s() == [1, 0])
  }

  @Test(arguments: [1, 7, 64, 129])
  func `reductions are the definition's at any size and number of threads`(size: Int) {
    let x = Tensor.randomNormal([size, 65, 130], seed: 1)
    let values = x.floats().map(Double.init)
    var rows = [Double](repeating: 0, count: size * 65)
    var columns = [Double](repeating: 0, count: size * 130)
    for (place, value) in values.enumerated() {
      rows[place / 130] += value
      columns[place / 8450 * 130 + place % 130] += value
    }
    let total = values.reduce(0, +)
    for threads in [1, 2, 5] {
      Parallel.using(threads: threads) {
        expectClose(x.sum(axis: -1).floats(), rows.map(Float.init), relative: 1e-7)
        expectClose(x.sum(axis: 1).floats(), columns.map(Float.init), relative: 1e-7)
        #expect(abs(Double(x.sum()) - total) < 1e-3)
      }
    }
    let one = Parallel.using(threads: 1) { (x.variance(axis: 1).floats(), x.sum()) }
    let five = Parallel.using(threads: 5) { (x.variance(axis: 1).floats(), x.sum()) }
    #expect(one.0 == five.0 && one.1 == five.1)
  }
}
