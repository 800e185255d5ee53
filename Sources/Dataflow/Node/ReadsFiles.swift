/// A kind whose result depends on the contents of files.
///
///     struct LoadImage: Node, ReadsFiles {
///       @Input("The file.") var path: Path
///       func filesRead(in context: NodeContext) throws -> [ReadFile] {
///         [ReadFile(context.absolute(path))]
///       }
///       …
///
/// The engine puts the digests of these files in place of the node's paths and model names: a file
/// that is moved, or whose time is touched, re-runs nothing; one whose bytes change does.
public protocol ReadsFiles: Node {
  /// The files that ``Node/run(in:)`` would read, in an order that does not change by itself.
  ///
  /// Asked before what feeds the node has run: only inputs of plain types (texts, numbers, paths)
  /// are set.
  ///
  /// - Throws: Whatever keeps the files from being named; the node then runs, and says so itself.
  func filesRead(in context: NodeContext) throws -> [ReadFile]
}

/// A file that a node reads.
public struct ReadFile: Sendable, Hashable {
  /// Where it is.
  public let path: String
  /// The name under which the result depends on it, if the result does: for instance where the node
  /// also gives the names of the files.
  public let name: String?

  /// A file.
  public init(_ path: String, name: String? = nil) {
    self.path = path
    self.name = name
  }
}
