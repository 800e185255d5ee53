/// The seed of a random generator is a `UInt64`, so that all 64 bits survive.
extension UInt64: GraphValue {
  /// `Seed`.
  public static var typeName: String { "Seed" }

  /// A whole number from 0 to 2⁶⁴ − 1 in decimal digits.
  public init(literal: Literal) throws(LiteralError) {
    try checkInteger(literal, Self.typeName)
    guard let value = UInt64(literal.text) else {
      throw LiteralError("'\(literal.text)' is not a Seed, which is from 0 to \(UInt64.max)")
    }
    self = value
  }

  /// The value identifies itself.
  public static var isPlain: Bool { true }

  /// The digits.
  public var literalText: String? { String(self) }
}
