/// An output of a graph.
public struct GraphOutput: Sendable {
  /// The output's name.
  public let name: Marked<String>
  /// The link to what it gives.
  public let value: Expression
}
