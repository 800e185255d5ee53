#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A file that could not be mapped into memory.
public struct StorageError: Error, Hashable, CustomStringConvertible {
  /// Path of the file.
  public var path: String
  /// The step that failed: `open`, `inspect` or `map`.
  public var step: String
  /// The system's error number.
  public var code: Int32

  /// Describes a file that could not be mapped.
  public init(path: String, step: String, code: Int32) {
    self.path = path
    self.step = step
    self.code = code
  }

  /// What failed, on which path, and what the system says.
  public var description: String {
    "cannot \(step) '\(path)': \(String(cString: strerror(code)))"
  }
}
