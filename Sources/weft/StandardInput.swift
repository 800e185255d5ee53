import Formats
import Glibc

/// What is piped into the command.
enum StandardInput {
  /// All bytes up to the end.
  ///
  /// - Throws: ``FormatError`` if they cannot be read or are more than `limit`.
  static func read(limit: Int) throws(FormatError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe block.withUnsafeMutableBytes {
        unsafe Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw FormatError(file: name, expected: "a readable stream", found: "an error")
      }
      guard count > 0 else { return bytes }
      bytes += block[..<count]
      guard bytes.count <= limit else {
        throw FormatError(file: name, expected: "at most \(limit) bytes", found: "more")
      }
    }
  }

  /// What messages call it.
  static let name = "<standard input>"
}
