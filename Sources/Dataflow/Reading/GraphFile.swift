/// A graph as its file has it: the shape is right, but no name is resolved and no type known.
public struct GraphFile: Sendable {
  /// The text of the file.
  public let source: SourceText
  /// What the graph is for.
  public let about: String?
  /// What a caller may set.
  public let inputs: [GraphInput]
  /// The nodes, in the order of the file.
  public let nodes: [GraphNode]
  /// What the graph gives.
  public let outputs: [GraphOutput]
}
