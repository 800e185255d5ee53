import Glibc

/// Memory that holds a kept result, and does not change: filled once, or a mapped file.
final class StoredMemory: Sendable {
  /// The bytes, from a multiple of 64 on.
  // Written by the initializers alone.
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Files from this size on are mapped, in bytes: mapping a small one costs more than copying it.
  static let smallestMapped = 1 << 20

  /// A copy of bytes.
  convenience init(copying source: [UInt8]) {
    let memory = Self.allocated(source.count)
    memory.copyBytes(from: source)
    self.init(UnsafeRawBufferPointer(memory), isMapped: false)
  }

  /// The bytes of an open file, copied.
  ///
  /// - Returns: Nil if they cannot be read, or are fewer.
  convenience init?(reading descriptor: Int32, count: Int) {
    let memory = Self.allocated(count)
    guard readBytes(descriptor, at: 0, into: memory) else {
      memory.deallocate()
      return nil
    }
    self.init(UnsafeRawBufferPointer(memory), isMapped: false)
  }

  /// The bytes of an open file, mapped: it may be closed then.
  ///
  /// - Returns: Nil if the system refuses.
  convenience init?(mapping descriptor: Int32, count: Int) {
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return nil }
    self.init(UnsafeRawBufferPointer(start: start, count: count), isMapped: true)
  }

  private init(_ bytes: UnsafeRawBufferPointer, isMapped: Bool) {
    self.bytes = bytes
    self.isMapped = isMapped
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      bytes.deallocate()
    }
  }

  private static func allocated(_ count: Int) -> UnsafeMutableRawBufferPointer {
    .allocate(byteCount: count, alignment: 64)
  }
}

/// Fills memory with the bytes of an open file.
///
/// - Returns: Whether there were so many.
func readBytes(
  _ descriptor: Int32, at start: Int, into memory: UnsafeMutableRawBufferPointer
) -> Bool {
  var done = 0
  while done < memory.count {
    let count = pread(
      descriptor, memory.baseAddress.map { $0 + done }, memory.count - done, off_t(start + done))
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    done += count
  }
  return true
}
