/// A file that is not what it says it is: the one error of this target.
///
/// What reads and writes files, each in a folder of its own: ``SafetensorsFile``, ``Picture``,
/// ``Tokenizer``, and ``JSON`` below them.
public struct FormatError: Error, Hashable, CustomStringConvertible {
  /// Path of the file.
  public var file: String
  /// Offset in the file, in bytes, where it was noticed; nil where no single place is at fault.
  public var byte: Int?
  /// What the format asks for.
  public var expected: String
  /// What the file holds.
  public var found: String

  /// Describes a fault in a file.
  public init(file: String, byte: Int? = nil, expected: String, found: String) {
    self.file = file
    self.byte = byte
    self.expected = expected
    self.found = found
  }

  /// File, byte, expected, found, in one clause.
  public var description: String {
    let place = byte.map { ", byte \($0)" } ?? ""
    return "\(file)\(place): expected \(expected), found \(found)"
  }
}
