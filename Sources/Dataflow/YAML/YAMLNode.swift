/// A node of a YAML document, with everything as its author wrote it: no scalar has a type yet.
///
/// Anchors, aliases and merges are already replaced by what they stand for.
public struct YAMLNode: Sendable {
  /// What the node is.
  public let content: Content
  /// Where it begins; the place of the alias for what an alias stands for.
  public let position: SourcePosition

  /// What a node is.
  public enum Content: Sendable {
    /// A scalar.
    case scalar(Literal)
    /// The elements of a sequence.
    case sequence([YAMLNode])
    /// The entries of a mapping, in the order of the file, each key once, then merged ones.
    case mapping([YAMLEntry])
    /// Something that is already reported and that nothing more should be said about.
    case reported
  }

  /// A node at a place.
  public init(_ content: Content, at position: SourcePosition) {
    self.content = content
    self.position = position
  }

  /// What the node is, in words, for messages.
  public var name: String {
    switch content {
    case .scalar(let literal): literal.text.isEmpty && !literal.isQuoted ? "nothing" : "a scalar"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .reported: "a fault"
    }
  }
}
