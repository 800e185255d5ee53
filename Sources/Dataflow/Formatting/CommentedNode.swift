/// A node of a YAML document with its comments, its anchor and the style it is written in.
struct CommentedNode {
  /// What the node is.
  let content: Content
  /// The name of its anchor.
  let anchor: String?

  /// What a node is.
  enum Content {
    /// A scalar as it is written; nil for one without a character.
    case scalar(WrittenScalar?)
    /// `*name`.
    case alias(String)
    /// The entries of a mapping or the elements of a sequence.
    case collection(CommentedCollection)
  }
}

/// A mapping or a sequence with its comments.
struct CommentedCollection {
  /// Its entries; those of a sequence have no keys.
  var entries: [CommentedEntry]
  /// The comments after the last entry.
  var endComments: [Comment]
  /// Whether it is a mapping.
  let isMapping: Bool
  /// Whether it is written in brackets.
  let isFlow: Bool
}

/// An entry of a mapping or an element of a sequence.
struct CommentedEntry {
  /// The comments above it.
  var comments: [Comment]
  /// Whether a blank line stands between the comments above it, or the entry before, and it.
  var followsBlankLine: Bool
  /// The key: a scalar or an alias; nil in a sequence.
  let key: CommentedNode?
  /// What the key stands for.
  let value: CommentedNode
  /// The comment at the end of its line; of a value in block style, of the line above that.
  let trailingComment: Comment?
}
