#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Whole files, read at once and bounded, and written at once.
public enum FileBytes {
  /// The bytes of a regular file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: The largest file to read, in bytes.
  /// - Returns: All bytes of the file.
  /// - Throws: ``FormatError`` if the file cannot be opened or read, is not a regular file, or is
  ///   larger than `limit`.
  public static func read(_ path: String, limit: Int) throws(FormatError) -> [UInt8] {
    let (descriptor, size) = try opened(path)
    defer { close(descriptor) }
    guard size <= limit else {
      throw FormatError(file: path, expected: "at most \(limit) bytes", found: "\(size) bytes")
    }
    return try bytes(at: 0, count: size, of: descriptor, path)
  }

  /// The first bytes of a regular file: fewer than asked for if it is shorter.
  ///
  /// - Throws: ``FormatError`` if the file cannot be opened or read, or is not a regular file.
  static func start(of path: String, count: Int) throws(FormatError) -> [UInt8] {
    let (descriptor, _) = try opened(path)
    defer { close(descriptor) }
    return try bytes(at: 0, count: count, of: descriptor, path)
  }

  /// Whether two regular files hold the same bytes.
  ///
  /// - Throws: ``FormatError`` if either cannot be opened or read, or is not a regular file.
  static func areEqual(_ a: String, _ b: String) throws(FormatError) -> Bool {
    let (descriptorA, sizeA) = try opened(a)
    defer { close(descriptorA) }
    let (descriptorB, sizeB) = try opened(b)
    defer { close(descriptorB) }
    guard sizeA == sizeB else { return false }
    for start in stride(from: 0, to: sizeA, by: comparedAtOnce) {
      let count = min(comparedAtOnce, sizeA - start)
      let partA = try bytes(at: start, count: count, of: descriptorA, a)
      guard try partA == bytes(at: start, count: count, of: descriptorB, b) else { return false }
    }
    return true
  }

  /// How much of two files is compared at a time, in bytes.
  private static let comparedAtOnce = 1 << 20

  /// A regular file, open for reading, and its size in bytes.
  private static func opened(
    _ path: String
  ) throws(FormatError) -> (descriptor: Int32, size: Int) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let error = unreadable(path)
      close(descriptor)
      throw error
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FormatError(file: path, expected: "a file", found: "a folder or a device")
    }
    return (descriptor, Int(status.st_size))
  }

  /// Bytes of an open file; fewer than asked for if it ends before.
  private static func bytes(
    at start: Int, count: Int, of descriptor: Int32, _ path: String
  ) throws(FormatError) -> [UInt8] {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      while done < count {
        let step = pread(
          descriptor, buffer.baseAddress?.advanced(by: done), count - done, off_t(start + done))
        if step < 0 && errno == EINTR { continue }
        failed = step < 0
        guard step > 0 else { return }
        done += step
      }
    }
    guard !failed else { throw unreadable(path) }
    return bytes
  }

  /// Writes a file beside its target, then renames it onto it.
  ///
  /// - Throws: ``FormatError`` if it cannot be written; what was there is left as it was.
  public static func write(_ bytes: [UInt8], to path: String) throws(FormatError) {
    let file = try FileReplacement(of: path)
    try file.write(bytes)
    try file.commit()
  }

  /// Whether anything is at a path, a link that leads nowhere among them.
  public static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether a regular file is at that path.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func unreadable(_ path: String) -> FormatError {
    FormatError(file: path, expected: "a readable file", found: systemMessage(errno))
  }
}

extension FormatError {
  /// Whether what is wrong with the file is that it is not there.
  public var isAbsence: Bool { found == systemMessage(ENOENT) }

  /// Whether the same may succeed later: the disk or a quota was full, or memory was short.
  public var isTemporary: Bool {
    [ENOSPC, EDQUOT, ENOMEM, EAGAIN].contains { found == systemMessage($0) }
  }
}

extension FormatError {
  /// What is thrown where the system refuses to write a file.
  static func unwritable(_ path: String, _ number: Int32) -> FormatError {
    FormatError(file: path, expected: "a writable path", found: systemMessage(number))
  }
}

/// What the system says of an error number, as one lower-case clause.
func systemMessage(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercased()
}
