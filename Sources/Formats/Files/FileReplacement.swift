#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is written beside its target and then renamed onto it, so that a reader sees the old
/// file or the new one and never a part of either.
///
/// A file that a link leads to is replaced where it lies, and the new file has the permissions of
/// the old.
struct FileReplacement: ~Copyable {
  private let path: String
  private let temporaryPath: String
  private let descriptor: Int32

  /// Opens the file beside its target.
  ///
  /// - Throws: ``FormatError`` if the folder cannot be written.
  init(of path: String) throws(FormatError) {
    let path = Self.target(of: path)
    let temporaryPath = "\(path).\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).part"
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    let number = errno
    self.path = path
    self.temporaryPath = temporaryPath
    guard descriptor >= 0 else { throw .unwritable(path, number) }
  }

  /// Appends bytes.
  ///
  /// - Throws: ``FormatError`` if the system refuses them; the target is left as it was.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
    var done = 0
    while done < bytes.count {
      let step = Self.writeSome(descriptor, UnsafeRawBufferPointer(rebasing: bytes[done...]))
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else { throw .unwritable(path, errno) }
      done += step
    }
  }

  /// Appends bytes.
  ///
  /// - Throws: ``FormatError`` if the system refuses them; the target is left as it was.
  func write(_ bytes: [UInt8]) throws(FormatError) {
    try bytes.withUnsafeBufferPointer { (buffer) throws(FormatError) in
      try write(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Puts the file in the place of its target.
  ///
  /// - Throws: ``FormatError`` if it cannot be made durable or renamed.
  consuming func commit() throws(FormatError) {
    var status = stat()
    // Without the old permissions the new ones hold.
    if stat(path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
    guard fsync(descriptor) == 0, rename(temporaryPath, path) == 0 else {
      throw .unwritable(path, errno)
    }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(temporaryPath)
  }

  /// Where a link leads, or the path itself.
  private static func target(of path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
    Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
    Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
    Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
