/// A path to a file or folder.
///
/// A relative path in a graph begins at the graph's folder: ``NodeContext/absolute(_:)``.
public struct Path: GraphValue, Hashable {
  /// The path as written.
  public let text: String

  /// A path.
  public init(_ text: String) {
    self.text = text
  }

  /// A path that is not empty.
  public init(literal: Literal) throws(LiteralError) {
    guard !literal.text.isEmpty else { throw LiteralError("no path is given") }
    guard !literal.text.contains("\0") else {
      throw LiteralError("\(literal.text.display) is not a Path: it holds a NUL")
    }
    text = literal.text
  }

  /// The value identifies itself.
  public static var isPlain: Bool { true }

  /// The path as written.
  public var literalText: String? { text }
}
