#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Bytes that tensors share: memory of their own, or a file mapped read-only.
///
/// The bytes are written only before the tensor that they were made for is returned, never after;
/// that makes sharing them between threads safe. They are freed, or the file unmapped, with the last
/// reference.
public final class Storage: @unchecked Sendable {
  /// The first byte; aligned to 64 bytes where the memory is the storage's own.
  let base: UnsafeMutableRawPointer
  /// Number of bytes.
  public let byteCount: Int
  private let origin: Origin
  /// Where the memory is counted, if it is.
  private let account: TensorMemory?

  private enum Origin {
    case allocated
    case pool(MemoryPool.Block)
    #if os(Linux)
    case mapped(ReadAhead?)
    #else
    case mapped(Never?)
    #endif
    case rehearsed
    case foreign(any AnyObject & Sendable)
  }

  /// Memory whose contents are not yet written; in a rehearsal, zeros that are not to be written.
  ///
  /// Requires that the system has the memory.
  convenience init(byteCount: Int) {
    let scope = TensorMemory.scope
    if let scope, scope.isRehearsal {
      self.init(rehearsed: byteCount, in: scope.account)
    } else {
      self.init(byteCount: byteCount, countedIn: scope?.account)
    }
  }

  /// Memory that is really there.
  private init(byteCount: Int, countedIn account: TensorMemory?) {
    self.byteCount = byteCount
    self.account = account
    if byteCount >= MemoryPool.smallestBlock {
      let block = MemoryPool.shared.take(byteCount)
      base = block.start
      origin = .pool(block)
    } else {
      base = .allocate(byteCount: max(byteCount, 1), alignment: 64)
      origin = .allocated
    }
    account?.take(Self.takenBytes(for: byteCount))
  }

  private init(rehearsed byteCount: Int, in account: TensorMemory) {
    self.byteCount = byteCount
    self.account = account
    base = account.zeros(byteCount)
    origin = .rehearsed
    account.take(Self.takenBytes(for: byteCount))
  }

  /// Memory that the system has mapped to a file, which it reads; unmapped with the last reference.
  convenience init(mapped base: UnsafeMutableRawPointer, byteCount: Int) {
    self.init(base, byteCount: byteCount, .mapped(nil))
  }

  /// Whether the bytes lie in a file that is mapped here.
  var isMapped: Bool {
    if case .mapped = origin { true } else { false }
  }

  private init(_ base: UnsafeMutableRawPointer, byteCount: Int, _ origin: Origin) {
    self.base = base
    self.byteCount = byteCount
    account = nil
    self.origin = origin
  }

  deinit {
    account?.give(Self.takenBytes(for: byteCount))
    switch origin {
    case .allocated: base.deallocate()
    case .pool(let block): MemoryPool.shared.give(block)
    case .mapped: munmap(base, byteCount)
    case .rehearsed: break
    case .foreign: break
    }
  }

  /// Whether there are no bytes, but zeros that a rehearsal has for all its tensors.
  var isRehearsed: Bool { if case .rehearsed = origin { true } else { false } }

  /// What memory of so many bytes takes from the system.
  private static func takenBytes(for byteCount: Int) -> Int {
    byteCount >= MemoryPool.smallestBlock ? MemoryPool.capacity(for: byteCount) : byteCount
  }

  /// Memory of `byteCount` bytes that `write` fills; in a rehearsal too.
  ///
  /// - Parameters:
  ///   - byteCount: Number of bytes.
  ///   - write: Writes every byte; called once.
  /// - Throws: What `write` throws.
  public convenience init<Failure: Error>(
    byteCount: Int, writing write: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    self.init(byteCount: byteCount, countedIn: TensorMemory.scope?.account)
    try write(UnsafeMutableRawBufferPointer(start: base, count: byteCount))
  }

  /// Bytes that somebody else has, and that stay as they are as long as their owner lives.
  ///
  /// They begin at a multiple of 16 bytes.
  public convenience init(viewing bytes: RawSpan, of owner: any AnyObject & Sendable) {
    guard let start = bytes.withUnsafeBytes({ $0.baseAddress }) else {
      self.init(byteCount: 0)
      return
    }
    precondition(
      UInt(bitPattern: start).isMultiple(of: 16), "Storage of bytes that lie at no multiple of 16")
    // Nothing is written through it.
    self.init(
      UnsafeMutableRawPointer(mutating: start), byteCount: bytes.byteCount, .foreign(owner))
  }

  /// The bytes of a file, mapped into memory: they are read from disk when first touched.
  ///
  /// A mapped file must not be shortened while it is in use; the system ends a process that reads
  /// past the new end.
  ///
  /// - Throws: ``StorageError`` if the path is not a readable regular file.
  public static func mapped(path: String) throws(StorageError) -> Storage {
    // A named pipe must not keep the opening process waiting for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw StorageError(path: path, step: "open", code: errno)
    }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      throw StorageError(path: path, step: "inspect", code: errno)
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw StorageError(
        path: path, step: "map", code: facts.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    let byteCount = Int(facts.st_size)
    // An empty mapping does not exist.
    guard byteCount > 0 else { return Storage(byteCount: 0) }
    let memory = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let memory, memory != MAP_FAILED else {
      throw StorageError(path: path, step: "map", code: errno)
    }
    #if os(Linux)
    if byteCount >= ReadAhead.smallestFile {
      let reader = ReadAhead(descriptor, mappedAt: memory, byteCount: byteCount)
      return Storage(memory, byteCount: byteCount, .mapped(reader))
    }
    #endif
    return Storage(mapped: memory, byteCount: byteCount)
  }

  /// Says that the bytes from a place on are about to be used.
  func use(from place: Int) {
    #if os(Linux)
    guard case .mapped(let reader?) = origin, !TensorMemory.isRehearsal else { return }
    reader.follow(place)
    #endif
  }

  /// Calls `body` with the bytes, which are valid until it returns.
  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(UnsafeRawBufferPointer(start: base, count: byteCount))
  }
}
