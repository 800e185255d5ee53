/// The bytes of a value that is kept on disk, as the value is given them back.
///
/// They are in memory where they are few, and else lie in the mapped file, from which the system reads
/// what is touched and which it may forget again. A file of the cache is never written in place: it
/// is renamed into its place whole, and one that is replaced or removed while it is mapped stays
/// readable until its last user has gone.
public struct StoredBytes: Sendable {
  private let memory: StoredMemory
  private let range: Range<Int>

  /// Bytes in memory.
  public init(_ bytes: [UInt8]) {
    self.init(StoredMemory(copying: bytes))
  }

  /// All bytes that a memory holds.
  init(_ memory: StoredMemory) {
    self.init(memory, 0..<memory.bytes.count)
  }

  private init(_ memory: StoredMemory, _ range: Range<Int>) {
    self.memory = memory
    self.range = range
  }

  /// How many bytes there are.
  public var count: Int { range.count }

  /// What keeps the bytes where they are: as long as it lives they neither move nor change.
  public var owner: any AnyObject & Sendable { memory }

  /// Calls `body` with the bytes.
  ///
  /// The first lies at a multiple of 64 bytes.
  public func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(memory) {} }
    return try body(UnsafeRawBufferPointer(rebasing: memory.bytes[range]).bytes)
  }

  /// A copy of the bytes.
  var array: [UInt8] { withBytes { span in span.withUnsafeBytes { Array($0) } } }

  /// Some of the bytes; nil if they are not all there.
  func part(at start: Int, count: Int) -> StoredBytes? {
    guard start >= 0, count >= 0, start <= self.count, count <= self.count - start else {
      return nil
    }
    let first = range.lowerBound + start
    return StoredBytes(memory, first..<first + count)
  }
}
