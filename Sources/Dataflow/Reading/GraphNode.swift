/// A node of a graph.
public struct GraphNode: Sendable {
  /// The node's id.
  public let id: Marked<String>
  /// The name of its kind, nil if that is missing or already reported.
  public let kind: Marked<String>?
  /// What the graph gives the node's inputs, in the order of the file.
  public let inputs: [Argument]

  /// What the graph gives an input.
  public struct Argument: Sendable {
    /// The input's name.
    public let name: Marked<String>
    /// What it is given.
    public let value: Expression
  }
}
