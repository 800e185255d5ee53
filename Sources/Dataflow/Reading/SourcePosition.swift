/// A place in a graph file, or a value set on the command line.
public struct SourcePosition: Sendable, Hashable {
  /// Path of the file, as the user gave it, or the option that set a value.
  public var file: String
  /// Line, counted from 1; 0 for a value that is in no file.
  public var line: Int
  /// Column in Unicode scalars, counted from 1.
  public var column: Int
  /// Byte of the file, counted from 0.
  public var byte: Int

  /// A place in a file.
  public init(file: String, line: Int, column: Int, byte: Int) {
    self.file = file
    self.line = line
    self.column = column
    self.byte = byte
  }

  /// The option of the command line that set a value, such as `--set width`.
  public static func option(_ option: String) -> SourcePosition {
    SourcePosition(file: option, line: 0, column: 0, byte: 0)
  }
}

extension SourcePosition: Comparable {
  /// Options come before files, and places in one file in reading order.
  public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
    if a.file != b.file {
      return (a.line == 0) == (b.line == 0) ? a.file < b.file : a.line == 0
    }
    return a.byte != b.byte ? a.byte < b.byte : (a.line, a.column) < (b.line, b.column)
  }
}

extension SourcePosition: CustomStringConvertible {
  /// `file:line:column`, as compilers write it and editors read it.
  public var description: String {
    line == 0 ? file : "\(file):\(line):\(column)"
  }
}
