/// What the graph gives under a name.
public struct CheckedOutput: Sendable {
  /// The output's name.
  public let name: String
  /// Its type.
  public let type: ValueType
  /// What it is.
  let binding: Binding
}
