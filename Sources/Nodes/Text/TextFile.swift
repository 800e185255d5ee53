import Formats

/// Reads files of text.
enum TextFile {
  /// Largest file that is read, in bytes.
  private static let maximumSize = 16 << 20

  /// The text of a file in UTF-8, without a byte order mark.
  ///
  /// - Throws: ``FormatError`` if the file cannot be read or is no such text.
  static func read(_ path: String) throws(FormatError) -> String {
    let bytes = try FileBytes.read(path, limit: maximumSize)
    guard let decoded = String(validating: bytes, as: UTF8.self) else {
      throw FormatError(file: path, expected: "a text in UTF-8", found: "other bytes")
    }
    return decoded.hasPrefix("\u{FEFF}") ? String(decoded.unicodeScalars.dropFirst()) : decoded
  }
}
