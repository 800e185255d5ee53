import Formats

/// Text files that the command writes.
enum TextFile {
  /// Writes a file, and the folders it lies in, replacing what was there at once.
  ///
  /// - Throws: ``FormatError`` if the system refuses.
  static func write(_ text: String, to path: String) throws(FormatError) {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    try Folder.make(folder)
    try FileBytes.write(Array(text.utf8), to: path)
  }
}

extension String {
  /// The text with blanks after it up to a width in characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  /// The text up to its last character that is no blank.
  var withoutBlanksAtEnd: String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
