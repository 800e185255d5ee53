import Tensors
import TestSupport
import Testing

@Suite struct RandomGeneratorTests {
  /// What torch's own kernels differ by; see specs of the CPU generator.
  private func expectSame(_ a: Tensor, _ b: Tensor, _ comment: Comment) {
    #expect(a.shape == b.shape, comment)
    for (x, y) in zip(a.floats(), b.floats()) { #expect(abs(x - y) <= 2e-6, comment) }
  }

  @Test func `normal numbers are PyTorch's for every class of size and seed`() throws {
    let fixture = try Fixture("Operations", "random.seeds")
    for seed in [0, 42, 1 << 32 + 5] as [UInt64] {
      for count in [1, 4, 15, 16, 17, 640, 1000] {
        let expected = try fixture.output("normal.\(seed).\(count)")
        expectSame(.randomNormal([count], seed: seed), expected, "seed \(seed), \(count) numbers")
      }
    }
  }

  @Test func `draws follow one another as PyTorch's`() throws {
    let fixture = try Fixture("Operations", "random.seeds")
    var generator = RandomGenerator(seed: 7)
    expectSame(generator.normal([3]), try fixture.output("sequence.1"), "three normal")
    #expect(generator.uniform([5]).floats() == (try fixture.output("sequence.2")).floats())
    expectSame(generator.normal([2, 20]), try fixture.output("sequence.3"), "forty normal")
    expectSame(generator.normal([2]), try fixture.output("sequence.4"), "two normal")
    #expect(
      generator.integers(below: 1000, count: 6) == (try fixture.output("sequence.5")).int64s())
    expectSame(generator.normal([35]), try fixture.output("sequence.6"), "thirty-five normal")
  }

  @Test func `doubles are PyTorch's`() {
    var generator = RandomGenerator(seed: 42)
    let numbers = generator.normalDoubles(count: 16)
    for (x, y) in zip(numbers, [0.29955628775, 0.24237779081, 0.28320739442]) {
      #expect(abs(x - y) < 1e-10)
    }
  }

  @Test func `large integers are PyTorch's`() {
    var generator = RandomGenerator(seed: 42)
    #expect(
      generator.integers(below: 1 << 31, count: 3) == [1_273_642_419, 787_846_414, 1_201_263_687])
  }

  @Test func `only the lower 32 bits of a seed matter`() {
    let low = Tensor.randomNormal([20], seed: 0).floats()
    #expect(Tensor.randomNormal([20], seed: 1 << 32).floats() == low)
  }

  @Test func `the number of threads does not change noise`() {
    let noise = { Tensor.randomNormal([1, 16, 64, 65], seed: 9).floats() }
    let expected = Parallel.using(threads: 1) { noise() }
    #expect(Parallel.using(threads: 5) { noise() } == expected)
  }
}
