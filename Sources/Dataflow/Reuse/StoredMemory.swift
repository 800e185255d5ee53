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
  convenience init?(reading file: borrowing OpenFile) {
    let memory = Self.allocated(file.count)
    guard file.read(at: 0, into: memory) == memory.count else {
      memory.deallocate()
      return nil
    }
    self.init(UnsafeRawBufferPointer(memory), isMapped: false)
  }

  /// The bytes of an open file, mapped: it may be closed then.
  ///
  /// - Returns: Nil if the system refuses.
  convenience init?(mapping file: borrowing OpenFile) {
    let start = mmap(nil, file.count, PROT_READ, MAP_PRIVATE, file.descriptor, 0)
    guard let start, start != MAP_FAILED else { return nil }
    self.init(UnsafeRawBufferPointer(start: start, count: file.count), isMapped: true)
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
