/// A node of a graph.
public struct GraphNode: Sendable {
  /// The node's id.
  public let id: Marked<String>
  /// The name of its kind, nil if that is missing or already reported.
  public let kind: Marked<String>?
  /// What the graph gives the node's inputs, in the order of the file.
  public let inputs: [Argument]
  /// What must be true for the node to run: `when: $inputs.upscale`.
  public let condition: Expression?
  /// The lists whose elements the node runs once for each of, walked together:
  /// `for_each: {text: $prompts, seed: [1, 2, 3]}`; nil if it does not.
  public let forEach: ForEach?
  /// How the node is run again on what it gave; nil if it is not.
  public let repetition: Repetition?

  /// What the graph gives an input.
  public struct Argument: Sendable {
    /// The input's name.
    public let name: Marked<String>
    /// What it is given.
    public let value: Expression
  }

  /// The lists that a node walks.
  public struct ForEach: Sendable {
    /// Where it is written.
    public let position: SourcePosition
    /// The list that each input walked is given.
    public let inputs: [Argument]
  }

  /// `repeat: {times: 8, carry: {image: improved}, until: good_enough}`.
  public struct Repetition: Sendable {
    /// Where it is written.
    public let position: SourcePosition
    /// How often the node runs at most; nil if that is missing.
    public let times: Expression?
    /// The inputs that take, after each run, what an output gave.
    public let carried: [Carried]
    /// The output that ends it when true.
    public let until: Marked<String>?
  }

  /// What goes from one run to the next.
  public struct Carried: Sendable {
    /// The input that takes it.
    public let input: Marked<String>
    /// The output that gives it.
    public let output: Marked<String>
  }

  /// What the graph gives inputs, by themselves and in lists that are walked.
  var arguments: [Argument] { inputs + (forEach?.inputs ?? []) }

  /// Visits all that is written in the node.
  func forEachExpression(_ body: (Expression) -> Void) {
    for input in inputs { body(input.value) }
    if let condition { body(condition) }
    for input in forEach?.inputs ?? [] { body(input.value) }
    if let times = repetition?.times { body(times) }
  }
}
