/// A node of a checked graph.
public struct CheckedNode: Sendable {
  /// The node's id.
  public let id: String
  /// Its kind.
  public let kind: NodeKind
  /// Where it is in the file.
  public let position: SourcePosition
  /// What each input that the kind declares is given, in the order of declaration.
  let bindings: [Binding]
}
