import CPages

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The large blocks of memory that tensors are made of, whose pages are used again and again.
///
/// Fresh memory is dear: the system clears each page when it is first written, which for a whole tensor
/// can take as long as computing it. Addresses cost nothing, and moving a page from one to another
/// little. A block is therefore the lowest addresses that are free and enough. Pages are kept when
/// nothing is left in them, and a block that lacks some is given those, from the highest on, before
/// the system is asked for more. So tensors of all sizes share the same pages; pages in use and kept
/// are never more than the most that were in use at one time; and no more than 1 GiB is kept.
///
/// Where the system moves no pages, one that is kept goes back to it for each that is lacking.
final class MemoryPool: Sendable {
  static let shared = MemoryPool()

  /// A block of memory.
  struct Block {
    var start: UnsafeMutableRawPointer
    /// Size in bytes.
    var capacity: Int
  }

  /// From this size on blocks are worth keeping, in bytes.
  static let smallestBlock = 1 << 20

  /// Bytes of a large page on x86-64 and on most arm64 systems: what is kept and moved as one.
  static let page = 2 << 20

  /// The most that is kept, in bytes.
  private static let mostKept = 1 << 30

  /// How many addresses are asked of the system at once, at the least.
  private static let leastReserved = 1 << 30

  private struct State {
    /// Addresses of no block.
    var free = AddressRanges()
    /// The pages among them that hold memory.
    var kept = AddressRanges()

    /// The pages that hold a part of a free range and nothing that is not free.
    func pages(around place: Range<Int>) -> Range<Int> {
      guard let room = free.range(around: place) else {
        preconditionFailure("addresses \(place) are not free")
      }
      var start = place.lowerBound.roundedDown(to: page)
      if start < room.lowerBound { start += page }
      var end = place.upperBound.roundedUp(to: page)
      if end > room.upperBound { end -= page }
      return start..<max(start, end)
    }

    /// Takes the highest page out of those kept.
    mutating func takeHighest() -> Int? {
      guard let last = kept.ranges.last else { return nil }
      let highest = last.upperBound - page
      kept.remove(highest..<last.upperBound)
      return highest
    }
  }

  private let lock = Lock()
  // Read and written by the thread that holds `lock` alone.
  nonisolated(unsafe) private var state = State()

  deinit {
    for range in state.free.ranges { munmap(Self.pointer(range.lowerBound), range.count) }
  }

  /// Sizes are rounded up: large blocks are whole pages.
  static func capacity(for byteCount: Int) -> Int { byteCount.roundedUp(to: unit(of: byteCount)) }

  /// What the addresses and the size of a block are multiples of, in bytes.
  private static func unit(of byteCount: Int) -> Int {
    byteCount >= 2 * page ? page : 64 << 10
  }

  /// A block of at least `byteCount` bytes, whose contents are not defined.
  ///
  /// Requires that the system has the memory.
  func take(_ byteCount: Int) -> Block {
    let capacity = Self.capacity(for: byteCount)
    let start = lock.locked {
      let place =
        state.free.lowest(capacity, alignedTo: Self.unit(of: byteCount)) ?? reserve(capacity)
      fill(state.pages(around: place))
      state.free.remove(place)
      return place.lowerBound
    }
    return Block(start: Self.pointer(start), capacity: capacity)
  }

  /// Gives back a block that ``take(_:)`` gave.
  func give(_ block: Block) {
    let start = Int(bitPattern: block.start)
    let place = start..<start + block.capacity
    lock.locked {
      state.free.insert(place)
      state.kept.insert(state.pages(around: place))
      while state.kept.count > Self.mostKept, let page = state.takeHighest() { Self.empty(page) }
    }
  }

  /// Bytes of the pages kept.
  var keptByteCount: Int { lock.locked { state.kept.count } }

  /// Lets pages that nobody uses be no longer among those kept, and have their memory.
  private func fill(_ pages: Range<Int>) {
    let gaps = state.kept.gaps(in: pages)
    state.kept.remove(pages)
    for gap in gaps.ranges {
      for page in stride(from: gap.lowerBound, to: gap.upperBound, by: Self.page) {
        guard let kept = state.takeHighest() else { return }
        if !pages_move(Self.pointer(kept), Self.pointer(page), Self.page) { Self.empty(kept) }
      }
    }
  }

  /// Asks the system for addresses, behind which there is no memory until it is written.
  ///
  /// - Returns: The first `capacity` of them, which are free now.
  private func reserve(_ capacity: Int) -> Range<Int> {
    let count = max(capacity.roundedUp(to: Self.page), Self.leastReserved)
    // A page more than that has whole pages between other addresses.
    let memory = mmap(
      nil, count + Self.page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_NORESERVE, -1, 0)
    guard let memory, memory != MAP_FAILED else {
      preconditionFailure("no addresses for \(count) bytes")
    }
    let lowest = Int(bitPattern: memory)
    let start = lowest.roundedUp(to: Self.page)
    if start > lowest { munmap(memory, start - lowest) }
    munmap(Self.pointer(start + count), lowest + Self.page - start)
    #if os(Linux)
    // In large pages, memory is handed over in fewer steps.
    madvise(Self.pointer(start), count, MADV_HUGEPAGE)
    #endif
    state.free.insert(start..<start + count)
    return start..<start + capacity
  }

  /// Gives the memory of a page back to the system.
  private static func empty(_ page: Int) {
    #if os(Linux)
    madvise(pointer(page), Self.page, MADV_DONTNEED)
    #else
    madvise(pointer(page), Self.page, MADV_FREE)
    #endif
  }

  private static func pointer(_ address: Int) -> UnsafeMutableRawPointer {
    guard let pointer = UnsafeMutableRawPointer(bitPattern: address) else {
      preconditionFailure("memory at address 0")
    }
    return pointer
  }
}
