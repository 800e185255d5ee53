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

/// An input of a graph.
public struct GraphInput: Sendable {
  /// The input's name.
  public let name: Marked<String>
  /// The name of its type, nil if that is missing or already reported.
  public let type: Marked<String>?
  /// What the input is for.
  public let about: String?
  /// Its value when the caller sets none.
  public let defaultValue: Expression?
  /// What a number must lie within, such as `64..4096`.
  public let range: Marked<String>?
  /// The names a Choice has.
  public let choices: [Marked<String>]?
  /// The families of models that a ModelName may name; empty for all.
  public let families: [Marked<String>]
  /// What a model that a ModelName names must be capable of.
  public let capabilities: [Marked<String>]
}

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

/// An output of a graph.
public struct GraphOutput: Sendable {
  /// The output's name.
  public let name: Marked<String>
  /// The link to what it gives.
  public let value: Expression
}
