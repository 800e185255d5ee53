/// The name of a model, or the path of its file or folder; ``ModelSearch`` finds it.
public struct ModelName: GraphValue, Hashable {
  /// The name as written.
  public let text: String

  /// A name.
  public init(_ text: String) {
    self.text = text
  }

  /// A name that is not empty.
  public init(literal: Literal) throws(LiteralError) {
    guard !literal.text.isEmpty else { throw LiteralError("no model is named") }
    text = literal.text
  }

  /// The value identifies itself.
  public static var isPlain: Bool { true }

  /// The name as written.
  public var literalText: String? { text }
}
