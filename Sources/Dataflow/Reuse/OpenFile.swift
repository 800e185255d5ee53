import Glibc

/// A regular file, open for reading.
struct OpenFile: ~Copyable {
  let descriptor: Int32
  /// Its size in bytes, when it was opened.
  let count: Int

  /// Opens a file; nil if there is none, or none that can be read: `errno` says why.
  init?(_ path: String) {
    // A named pipe must not keep the opening process waiting for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      errno = status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL
      return nil
    }
    self.descriptor = descriptor
    count = Int(status.st_size)
  }

  deinit {
    close(descriptor)
  }

  /// Says that the file will be read from its beginning to its end.
  func willBeReadInOrder() {
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Fills memory with the bytes from a place on.
  ///
  /// - Returns: How many there were: fewer than asked for if the file ends there. Nil if they cannot be
  ///   read: `errno` says why.
  func read(at start: Int, into memory: UnsafeMutableRawBufferPointer) -> Int? {
    var done = 0
    while done < memory.count {
      let count = pread(
        descriptor, memory.baseAddress.map { $0 + done }, memory.count - done, off_t(start + done))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// The digest of the bytes from a place on; nil if they cannot be read.
  func digest(from start: Int) -> Fingerprint? {
    willBeReadInOrder()
    var digest = StreamedDigest()
    var piece = [UInt8](repeating: 0, count: Self.pieceLength)
    var place = start
    while place < count {
      let length = min(piece.count, count - place)
      let read = piece.withUnsafeMutableBytes {
        self.read(at: place, into: .init(rebasing: $0[..<length]))
      }
      guard read == length else { return nil }
      digest.append(piece.span.bytes.extracting(0..<length))
      place += length
    }
    return digest.fingerprint
  }

  /// What is read at once, in bytes: what the processor's cache holds.
  private static let pieceLength = 1 << 20
}
