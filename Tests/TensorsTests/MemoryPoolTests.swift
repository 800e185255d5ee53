import TestSupport
import Testing

@testable import Tensors

#if canImport(Glibc)
import Glibc
#endif

@Suite struct MemoryPoolTests {
  @Test func `sizes are rounded to whole pages where they are large`() {
    #expect(MemoryPool.capacity(for: (1 << 20) + 1) == 17 << 16)
    #expect(MemoryPool.capacity(for: (4 << 20) + 1) == 6 << 20)
  }

  @Test func `a block is the lowest addresses that are free and large enough`() {
    let pool = MemoryPool()
    let blocks = [10, 6, 20, 4].map { pool.take($0 << 20) }
    #expect(blocks[1].start == blocks[0].start + blocks[0].capacity)
    pool.give(blocks[0])
    pool.give(blocks[2])
    let (large, small) = (pool.take(12 << 20), pool.take(9 << 20))
    #expect(large.start == blocks[2].start)
    #expect(small.start == blocks[0].start)
    for block in [blocks[1], blocks[3], large, small] { pool.give(block) }
  }

  @Test func `blocks that neighbours made room for hold what is larger than each`() {
    let pool = MemoryPool()
    let blocks = [10, 6, 20].map { pool.take($0 << 20) }
    for block in blocks { pool.give(block) }
    #expect(pool.keptByteCount == 36 << 20)
    let all = pool.take(36 << 20)
    #expect(all.start == blocks[0].start)
    #expect(pool.keptByteCount == 0)
    pool.give(all)
  }

  @Test func `pages are kept until all that lies in them is given back`() {
    let pool = MemoryPool()
    let halves = [pool.take(1 << 20), pool.take(1 << 20)]
    pool.give(halves[0])
    #expect(pool.keptByteCount == 0)
    pool.give(halves[1])
    #expect(pool.keptByteCount == 2 << 20)
  }

  @Test func `no more than a GiB is kept`() {
    let pool = MemoryPool()
    let blocks = [pool.take(3 << 30), pool.take(1 << 20)]
    for block in blocks { pool.give(block) }
    #expect(pool.keptByteCount == 1 << 30)
  }

  #if os(Linux)
  @Test func `a block that begins elsewhere has the pages that others left`() {
    let pool = MemoryPool()
    let blocks = [8, 2, 8, 2].map { pool.take($0 << 20) }
    for block in blocks { memset(block.start, 1, block.capacity) }
    pool.give(blocks[0])
    pool.give(blocks[2])
    let large = pool.take(12 << 20)
    #expect(large.start > blocks[3].start)
    #expect(pool.keptByteCount == 4 << 20)
    #expect(written(large) == 12 << 20)
    #expect(written(blocks[0]) == 4 << 20)
    #expect(written(blocks[2]) == 0)
    #expect(written(blocks[1]) == 2 << 20)
    for block in [blocks[1], blocks[3], large] { pool.give(block) }
  }

  @Test func `pages kept and in use are never more than the most that were in use`() {
    let pool = MemoryPool()
    var random = SplitMix(seed: 5)
    var blocks: [MemoryPool.Block] = []
    var most = 0
    for _ in 0..<300 {
      if blocks.count < 6, Bool.random(using: &random) {
        let block = pool.take(Int.random(in: 1 << 20...9 << 20, using: &random))
        memset(block.start, Int32(blocks.count), block.capacity)
        blocks.append(block)
      } else if !blocks.isEmpty {
        pool.give(blocks.remove(at: Int.random(in: 0..<blocks.count, using: &random)))
      }
      let pages = Set(
        blocks.flatMap { block in
          let start = Int(bitPattern: block.start)
          return start / MemoryPool.page...(start + block.capacity - 1) / MemoryPool.page
        })
      most = max(most, pages.count * MemoryPool.page)
      #expect(pool.keptByteCount + pages.count * MemoryPool.page == most)
    }
    for block in blocks { pool.give(block) }
  }

  @Test func `moving pages to a block leaves the others as they are`() {
    let pool = MemoryPool()
    var random = SplitMix(seed: 9)
    var blocks: [(memory: MemoryPool.Block, value: UInt8)] = []
    for turn in 0..<300 {
      if blocks.count < 8, Bool.random(using: &random) {
        let block = pool.take(Int.random(in: 1 << 20...9 << 20, using: &random))
        memset(block.start, Int32(turn % 256), block.capacity)
        blocks.append((block, UInt8(turn % 256)))
      } else if !blocks.isEmpty {
        let (block, value) = blocks.remove(at: Int.random(in: 0..<blocks.count, using: &random))
        let bytes = UnsafeRawBufferPointer(start: block.start, count: block.capacity)
        #expect(stride(from: 0, to: bytes.count, by: 1 << 12).allSatisfy { bytes[$0] == value })
        pool.give(block)
      }
    }
    for block in blocks { pool.give(block.memory) }
  }

  /// Bytes of a block behind which there is memory.
  private func written(_ block: MemoryPool.Block) -> Int {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    var marks = [UInt8](repeating: 0, count: block.capacity / page)
    #expect(mincore(block.start, block.capacity, &marks) == 0)
    return marks.count { $0 & 1 == 1 } * page
  }
  #endif

  @Test func `a tensor in memory used before holds its own values`() {
    for value in [1, 2, 3] as [Float] {
      let x = Tensor.full(value, [600, 1000]).contiguous()
      #expect(x.sum() == value * 600_000)
    }
  }
}
