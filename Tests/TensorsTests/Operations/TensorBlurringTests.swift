import TestSupport
import Tensors
import Testing

@Suite struct TensorBlurringTests {
  @Test(arguments: [0.3, 1.0, 2.5, 9.0])
  func `a blurred picture is its convolution with a Gaussian`(sigma: Double) throws {
    let fixture = try Fixture("Operations", "blurring.13x17")
    let blurred = try fixture.input("x").blurred(sigma: sigma)
    expectClose(blurred, try fixture.output("sigma\(sigma)"), relative: 1e-6)
  }

  @Test func `a sigma of nothing changes nothing`() {
    let x = Tensor.randomNormal([2, 3, 7, 5], seed: 1)
    #expect(x.blurred(sigma: 0).floats() == x.floats())
  }

  @Test func `a picture of one colour keeps it, however wide the Gaussian`() {
    let x = Tensor.full(0.7, [1, 1, 1, 64])
    expectClose(x.blurred(sigma: 200), x, relative: 1e-6)
  }

  @Test func `the number of threads does not change a picture`() {
    let x = Tensor.randomNormal([1, 3, 129, 200], seed: 1)
    let expected = Parallel.using(threads: 1) { x.blurred(sigma: 3).floats() }
    #expect(Parallel.using(threads: 2) { x.blurred(sigma: 3).floats() } == expected)
    #expect(Parallel.using(threads: 5) { x.blurred(sigma: 3).floats() } == expected)
  }
}
