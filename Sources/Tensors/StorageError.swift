#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that could not be mapped into memory, or written for that.
public struct StorageError: Error, Hashable, CustomStringConvertible {
  /// Path of the file.
  public var path: String
  /// The step that failed, as what precedes the path: `open`, `inspect`, `map`, `write a file in`.
  public var step: String
  /// The system's error number.
  public var code: Int32

  /// Describes a file that could not be mapped or written.
  public init(path: String, step: String, code: Int32) {
    self.path = path
    self.step = step
    self.code = code
  }

  /// What failed, on which path, and what the system says.
  public var description: String {
    "cannot \(step) '\(path)': \(String(cString: strerror(code)))"
  }

  /// Whether the same may succeed later: the disk or a quota was full, or memory was short.
  public var isTemporary: Bool { [ENOSPC, EDQUOT, ENOMEM].contains(code) }
}
