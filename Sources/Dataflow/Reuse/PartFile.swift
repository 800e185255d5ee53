import Glibc

/// A file of the cache that is written beside its place and then renamed into it, so that a reader finds
/// all of it or nothing.
///
/// What is not committed is removed with the value; what a process leaves that is killed has a name
/// that nobody reads, and is removed when the cache is trimmed.
struct PartFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private let partPath: String
  private let folder: String
  /// How many bytes have been written.
  private(set) var count = 0

  /// Opens the file.
  ///
  /// - Throws: ``CacheFailure`` if the system refuses.
  init(of path: String, in cache: CacheFolder) throws(CacheFailure) {
    let partPath = "\(path).part-\(getpid())"
    let descriptor = open(partPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw CacheFailure(path: cache.path, reason: systemReason(errno))
    }
    self.descriptor = descriptor
    self.path = path
    self.partPath = partPath
    folder = cache.path
  }

  /// Appends bytes.
  ///
  /// - Throws: ``CacheFailure`` if the disk is full.
  mutating func append(_ bytes: RawSpan) throws(CacheFailure) {
    try write(bytes, at: count)
    count += bytes.byteCount
  }

  /// Writes bytes over others.
  ///
  /// - Throws: ``CacheFailure`` if the system refuses.
  func overwrite(_ bytes: RawSpan, at place: Int) throws(CacheFailure) {
    try write(bytes, at: place)
  }

  /// Puts the file into its place.
  ///
  /// - Throws: ``CacheFailure`` if the system refuses.
  consuming func commit() throws(CacheFailure) {
    guard rename(partPath, path) == 0 else { throw failure(errno) }
  }

  deinit {
    close(descriptor)
    unlink(partPath)
  }

  private func write(_ bytes: RawSpan, at place: Int) throws(CacheFailure) {
    let number = bytes.withUnsafeBytes { bytes -> Int32 in
      var done = 0
      while done < bytes.count {
        let count = pwrite(
          descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(place + done))
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return errno }
        done += count
      }
      return 0
    }
    guard number == 0 else { throw failure(number) }
  }

  private func failure(_ number: Int32) -> CacheFailure {
    CacheFailure(path: folder, reason: systemReason(number))
  }
}
