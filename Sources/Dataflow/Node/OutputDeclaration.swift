/// What a kind of node declares of one of its outputs.
public struct OutputDeclaration: Sendable {
  /// The output's name in graphs.
  public let name: String
  /// What the output holds.
  public let documentation: String
  /// The type of its value.
  public let type: ValueType
}
