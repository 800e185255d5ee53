import Glibc

extension StoredEntry {
  /// The entry of a file of the cache; its bytes are checked, and those of a large one not copied.
  ///
  /// A large file is read once for its digest, a piece at a time, so that a disk that fails is an
  /// error here and not the end of the process, and then mapped.
  ///
  /// - Returns: Nil if there is no file, it cannot be read, or it is of an earlier version's form.
  /// - Throws: ``Damage`` if the file is not, to the last bit, what was written.
  static func read(
    _ room: CacheFolder.Room, _ fingerprint: Fingerprint, of cache: CacheFolder
  ) throws(Damage) -> StoredEntry? {
    guard let file = OpenFile(cache.file(room, fingerprint).path) else { return nil }
    if file.count < StoredMemory.smallestMapped {
      guard let bytes = StoredMemory(reading: file.descriptor, count: file.count) else {
        return nil
      }
      let whole = StoredBytes(bytes)
      return whole.isOfEarlierForm ? nil : try StoredEntry(whole)
    }
    guard let bytes = StoredMemory(mapping: file.descriptor, count: file.count) else { return nil }
    let whole = StoredBytes(bytes)
    if whole.isOfEarlierForm { return nil }
    guard let digest = file.digest(from: headLength) else { return nil }
    return try StoredEntry(whole, digest: digest)
  }

  /// The entry of a file of the cache that this process has just written, mapped and not checked.
  ///
  /// - Returns: Nil if it is not there any more.
  static func mapped(_ fingerprint: Fingerprint, of cache: CacheFolder) -> StoredEntry? {
    guard let file = OpenFile(cache.file(.values, fingerprint).path),
      let bytes = StoredMemory(mapping: file.descriptor, count: file.count)
    else { return nil }
    return try? StoredEntry(StoredBytes(bytes), digest: nil)
  }
}

extension StoredBytes {
  /// Whether they begin as entries of an earlier form do.
  fileprivate var isOfEarlierForm: Bool {
    part(at: 0, count: StoredEntry.magic.count)?.array == Array("WEFTVAL1".utf8)
  }
}

/// A regular file, open for reading.
private struct OpenFile: ~Copyable {
  let descriptor: Int32
  /// Its size in bytes.
  let count: Int

  /// Opens a file; nil if there is none, or none that can be read.
  init?(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    count = Int(status.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// The digest of the bytes from a place on; nil if they cannot be read.
  func digest(from start: Int) -> Fingerprint? {
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
    var digest = StreamedDigest()
    var piece = [UInt8](repeating: 0, count: Self.pieceLength)
    var place = start
    while place < count {
      let length = min(piece.count, count - place)
      let isRead = piece.withUnsafeMutableBytes {
        readBytes(descriptor, at: place, into: .init(rebasing: $0[..<length]))
      }
      guard isRead else { return nil }
      digest.append(piece.span.bytes.extracting(0..<length))
      place += length
    }
    return digest.fingerprint
  }

  /// What is read at once, in bytes: what the processor's cache holds.
  private static let pieceLength = 1 << 20
}
