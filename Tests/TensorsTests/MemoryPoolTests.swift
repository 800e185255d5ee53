import Testing

@testable import Tensors

@Suite struct MemoryPoolTests {
  @Test func `a block given back is the next block of about its size`() {
    let pool = MemoryPool()
    let first = pool.take(9 << 20)
    pool.give(first)
    let second = pool.take(8 << 20)
    #expect(second.start == first.start)
    #expect(second.capacity >= 9 << 20)
    pool.give(second)
  }

  @Test func `a block much larger than needed is left for others`() {
    let pool = MemoryPool()
    let large = pool.take(40 << 20)
    pool.give(large)
    let small = pool.take(10 << 20)
    #expect(small.capacity == 10 << 20)
    pool.give(small)
  }

  @Test func `blocks kept and in use never exceed the most that was in use`() {
    let pool = MemoryPool()
    for size in [10, 20, 30, 5, 40, 7] {
      let blocks = [pool.take(size << 20), pool.take(size << 19)]
      for block in blocks { pool.give(block) }
      #expect(pool.keptByteCount <= pool.peakByteCount)
    }
    let all = pool.take(60 << 20)
    #expect(pool.keptByteCount == 0)
    pool.give(all)
  }

  @Test func `a tensor in memory used before holds its own values`() {
    for value in [1, 2, 3] as [Float] {
      let x = Tensor.full(value, [600, 1000]).contiguous()
      #expect(x.sum() == value * 600_000)
    }
  }
}
