/// The bytes of a file and the name the user knows it by.
///
/// The bytes may be anything; what reads them reports what is wrong with them.
public struct SourceText: Sendable {
  /// Path of the file, as the user gave it.
  public let file: String
  /// The contents, without a byte order mark.
  public let bytes: [UInt8]

  /// The text of a file.
  public init(file: String, bytes: some Sequence<UInt8>) {
    let bytes = Array(bytes)
    self.file = file
    self.bytes = bytes.starts(with: Self.byteOrderMark) ? Array(bytes.dropFirst(3)) : bytes
  }

  /// The text of a file.
  public init(file: String, text: String) {
    self.init(file: file, bytes: text.utf8)
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The folder that the file is in, at which its relative paths begin.
  public var folder: String { file.folder }

  /// The start of the file.
  public var start: SourcePosition {
    SourcePosition(file: file, line: 1, column: 1, byte: 0)
  }

  /// The place of a byte.
  func position(ofByte byte: Int) -> SourcePosition {
    let before = bytes[..<min(byte, bytes.count)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let column = String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count + 1
    return SourcePosition(file: file, line: line, column: column, byte: byte)
  }

  /// The text around a byte, up to the ends of its line but no more than `reach` bytes either way.
  func excerpt(around byte: Int, reach: Int) -> (before: String, after: String) {
    let byte = min(byte, bytes.count)
    var start = byte
    while start > 0, byte - start < reach, !Self.isLineEnd(bytes[start - 1]) { start -= 1 }
    var end = byte
    while end < bytes.count, end - byte < reach, !Self.isLineEnd(bytes[end]) { end += 1 }
    // A cut in the middle of a scalar would show as a replacement character.
    while start < byte, start > 0, Self.isContinuation(bytes[start]) { start += 1 }
    while end > byte, end < bytes.count, Self.isContinuation(bytes[end]) { end -= 1 }
    return (
      String(decoding: bytes[start..<byte], as: UTF8.self),
      String(decoding: bytes[byte..<end], as: UTF8.self)
    )
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
