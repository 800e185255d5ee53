extension Bool: GraphValue {
  /// `Boolean`.
  public static var typeName: String { "Boolean" }

  /// `true` or `false`, and nothing else: `yes`, `on` and `1` are refused.
  public init(literal: Literal) throws(LiteralError) {
    try checkPlain(literal, Self.typeName)
    guard let value = Bool(literal.text) else {
      throw LiteralError("'\(literal.text)' is not a Boolean; write true or false")
    }
    self = value
  }

  /// The value identifies itself.
  public static var isPlain: Bool { true }

  /// `true` or `false`.
  public var literalText: String? { String(self) }
}
