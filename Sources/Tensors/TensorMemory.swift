#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Synchronization

/// An account of the memory that tensors hold.
///
/// Every byte counts that is theirs, as it is taken from the system; files that are mapped do not, nor do
/// the few MiB in which each thread packs operands. What a computation holds depends on shapes alone, so
/// it can be known beforehand, to the byte: ``rehearse(_:)`` goes through it without computing and
/// without memory.
public final class TensorMemory: Sendable {
  /// What counts the tensors that the current task makes.
  struct Scope: Sendable {
    let account: TensorMemory
    let isRehearsal: Bool
  }

  @TaskLocal static var scope: Scope?

  /// Whether the current task rehearses, and operations compute nothing.
  public static var isRehearsal: Bool { scope?.isRehearsal == true }

  private let held = Atomic(0)
  private let most = Atomic(0)
  private let lock = Lock()
  // Read and written by the thread that holds `lock` alone.
  nonisolated(unsafe) private var regions: [UnsafeMutableRawBufferPointer] = []

  /// An account of nothing.
  public init() {}

  deinit {
    for region in regions { munmap(region.baseAddress, region.count) }
  }

  /// Bytes held now.
  public var heldBytes: Int { held.load(ordering: .relaxed) }

  /// The most bytes that were held at one time.
  public var peakBytes: Int { most.load(ordering: .relaxed) }

  /// Begins the peak anew: with what is held now.
  ///
  /// - Returns: The peak until now.
  public func restartPeak() -> Int {
    most.exchange(heldBytes, ordering: .relaxed)
  }

  /// Lets the peak be no less than what it was before.
  public func raisePeak(to byteCount: Int) {
    most.max(byteCount, ordering: .relaxed)
  }

  /// Calls `body`; what the tensors hold that it makes is counted here, for as long as they live.
  public func count<Result: Sendable>(_ body: @Sendable () async -> Result) async -> Result {
    await Self.$scope.withValue(Scope(account: self, isRehearsal: false), operation: body)
  }

  /// Calls `body`, whose operations compute nothing and take no memory; what they would hold is counted
  /// here.
  ///
  /// Tensors that operations make have shapes, and zeros for numbers. What is read from files, or made of
  /// arrays, is really there. `body` should not make sizes of numbers that operations compute.
  public func rehearse<Result: Sendable>(_ body: @Sendable () async -> Result) async -> Result {
    await Self.$scope.withValue(Scope(account: self, isRehearsal: true), operation: body)
  }

  /// Counts bytes that are taken.
  func take(_ byteCount: Int) {
    most.max(held.add(byteCount, ordering: .relaxed).newValue, ordering: .relaxed)
  }

  /// Counts bytes that are given back.
  func give(_ byteCount: Int) {
    held.subtract(byteCount, ordering: .relaxed)
  }

  /// At least `byteCount` zeros, for as long as the account lives, which all who ask for some share.
  ///
  /// They are addresses alone: no memory is behind them until somebody writes there, which nobody does.
  func zeros(_ byteCount: Int) -> UnsafeMutableRawPointer {
    lock.locked {
      if let last = regions.last, last.count >= byteCount, let start = last.baseAddress {
        return start
      }
      let length = max(2 * byteCount, 1 << 26)
      let start = mmap(
        nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
      guard let start, start != MAP_FAILED else {
        preconditionFailure("no addresses for \(length) bytes")
      }
      regions.append(UnsafeMutableRawBufferPointer(start: start, count: length))
      return start
    }
  }
}
