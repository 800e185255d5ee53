/// A graph as its file has it: the shape is right, but no name is resolved and no type known.
public struct GraphFile: Sendable {
  /// The text that it is in.
  public let source: SourceText
  /// Where it is: the path of the text, or, for a graph that another text brings along, the path
  /// under which it does.
  public let path: String
  /// What the graph is for.
  public let about: String?
  /// What a caller may set.
  public let inputs: [GraphInput]
  /// The nodes, in the order of the file.
  public let nodes: [GraphNode]
  /// What the graph gives.
  public let outputs: [GraphOutput]
  /// Graphs that the file brings along under `graphs:`, each by its path, which count in place of
  /// the files there: so a picture carries all that made it.
  public let included: [GraphFile]

  /// The folder at which the graph's relative paths begin.
  public var folder: String { path.folder }
}
