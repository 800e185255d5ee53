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
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FormatError(file: path, expected: "a file", found: "a folder or a device")
    }
    let size = Int(status.st_size)
    guard size <= limit else {
      throw FormatError(file: path, expected: "at most \(limit) bytes", found: "\(size) bytes")
    }
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let step = pread(
          descriptor, buffer.baseAddress?.advanced(by: count), size - count, off_t(count))
        if step < 0 && errno == EINTR { continue }
        failed = step < 0
        guard step > 0 else { return }
        count += step
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

/// What the system says of an error number, as one lower-case clause.
func systemMessage(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercased()
}
