#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The large blocks of memory that tensors are made of, used again and again.
///
/// Fresh memory is dear: the system clears each page when it is first written, which for a whole tensor
/// takes as long as computing it. A block that is given back is therefore kept for the next tensor
/// of about its size. Blocks in use and blocks kept together never exceed the most that was in
/// use at one time, so keeping them does not raise the peak; and no more than 1 GiB is kept.
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

  /// The most that is kept, in bytes.
  private static let mostKept = 1 << 30

  /// A block of at least `byteCount` bytes, whose contents are not defined.
  ///
  /// Requires that the system has the memory.
  func take(_ byteCount: Int) -> Block {
    let capacity = Self.capacity(for: byteCount)
    let kept = lock.locked { () -> Block? in
      let block = state.takeKept(capacity)
      state.inUse += block?.capacity ?? capacity
      state.peak = max(state.peak, state.inUse)
      state.dropSurplus()
      return block
    }
    return kept ?? Self.allocate(capacity)
  }

  /// Gives back a block that ``take(_:)`` gave.
  func give(_ block: Block) {
    lock.locked {
      state.inUse -= block.capacity
      state.kept.append(block)
      state.dropSurplus()
    }
  }

  /// Bytes of the blocks kept.
  var keptByteCount: Int { lock.locked { state.keptByteCount } }

  /// The most bytes that ever were in use at one time.
  var peakByteCount: Int { lock.locked { state.peak } }

  private struct State {
    /// Bytes in use now, and the most that ever were.
    var inUse = 0
    var peak = 0
    /// Blocks given back, the oldest first.
    var kept: [Block] = []

    var keptByteCount: Int { kept.reduce(0) { $0 + $1.capacity } }

    /// The smallest kept block that is large enough and not much larger.
    mutating func takeKept(_ capacity: Int) -> Block? {
      let fitting = kept.indices.filter {
        kept[$0].capacity >= capacity && kept[$0].capacity <= capacity + capacity / 4
      }
      let best = fitting.min { kept[$0].capacity < kept[$1].capacity }
      return best.map { kept.remove(at: $0) }
    }

    /// Frees the oldest blocks kept, as far as they are too much.
    mutating func dropSurplus() {
      var surplus = keptByteCount - min(peak - inUse, MemoryPool.mostKept)
      while surplus > 0, !kept.isEmpty {
        let oldest = kept.removeFirst()
        surplus -= oldest.capacity
        free(oldest.start)
      }
    }
  }

  private let lock = Lock()
  // Read and written by the thread that holds `lock` alone.
  nonisolated(unsafe) private var state = State()

  /// Bytes of a large page on x86-64 and on most arm64 systems.
  private static let hugePage = 2 << 20

  /// Sizes are rounded up, so that more blocks fit more tensors.
  static func capacity(for byteCount: Int) -> Int {
    let unit = byteCount >= 2 * hugePage ? hugePage : 64 << 10
    return (byteCount + unit - 1) / unit * unit
  }

  private static func allocate(_ capacity: Int) -> Block {
    let isHuge = capacity >= 2 * hugePage
    var memory: UnsafeMutableRawPointer?
    let status = posix_memalign(&memory, isHuge ? hugePage : 4096, capacity)
    guard status == 0, let memory else {
      preconditionFailure("no memory for \(capacity) bytes")
    }
    #if os(Linux)
    // In large pages, memory is handed over in fewer steps.
    if isHuge { madvise(memory, capacity, MADV_HUGEPAGE) }
    #endif
    return Block(start: memory, capacity: capacity)
  }
}
