import Crypto
import Tensors

/// The SHA-256 of files, as profiles record it.
public enum FileDigest {
  /// Bytes hashed at a time.
  private static let step = 1 << 20

  /// The digest of a file, in 64 lower-case hexadecimal digits.
  ///
  /// - Parameter path: The file, which is mapped and read once.
  /// - Returns: The digest.
  /// - Throws: `StorageError` if the file cannot be read; `CancellationError` if the task is cancelled.
  public static func sha256(of path: String) throws -> String {
    let bytes = try Storage.mapped(path: path)
    var hash = SHA256()
    try unsafe bytes.withUnsafeBytes { buffer in
      for start in stride(from: 0, to: buffer.count, by: step) {
        try Task.checkCancellation()
        let part = unsafe buffer[start..<min(start + step, buffer.count)]
        unsafe hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: part))
      }
    }
    return hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0\(digits)" : digits
    }.joined()
  }
}
