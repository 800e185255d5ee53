/// A place in a graph file.
public struct SourcePosition: Sendable, Hashable {
  /// Path of the file, as the user gave it.
  public var file: String
  /// Line, counted from 1.
  public var line: Int
  /// Column in Unicode scalars, counted from 1.
  public var column: Int

  /// A place in a file.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}
