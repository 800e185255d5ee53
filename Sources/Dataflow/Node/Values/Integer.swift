extension Int: GraphValue {
  /// `Integer`.
  public static var typeName: String { "Integer" }

  /// A whole number in decimal digits, with a sign or without.
  public init(literal: Literal) throws(LiteralError) {
    try checkInteger(literal, Self.typeName)
    guard let value = Int(literal.text) else {
      throw LiteralError(
        "'\(literal.text)' does not fit an Integer, which ends at \(Int.min) and \(Int.max)")
    }
    self = value
  }

  /// The value identifies itself.
  public static var isPlain: Bool { true }

  /// The digits.
  public var literalText: String? { String(self) }
}

/// Checks that a scalar is a whole number in decimal digits.
///
/// - Throws: ``LiteralError`` saying what else it is.
func checkInteger(_ literal: Literal, _ typeName: String) throws(LiteralError) {
  try checkPlain(literal, typeName)
  let text = literal.text
  let digits = text.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
  let isDecimal = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
  if !digits.isEmpty, digits.allSatisfy(isDecimal), text.utf8.count - digits.count <= 1 {
    guard digits.count > 1, digits.first == UInt8(ascii: "0") else { return }
    throw LiteralError("'\(text)' is not \(typeName.withArticle): it has a leading zero")
  }
  let hint = (try? Double(literal: literal))?.smallWhole.map { "; write \($0)" } ?? ""
  throw LiteralError("'\(text)' is not \(typeName.withArticle)\(hint)")
}

/// Checks that a scalar that is not meant as text has characters and no quotes.
///
/// - Throws: ``LiteralError`` otherwise.
func checkPlain(_ literal: Literal, _ typeName: String) throws(LiteralError) {
  if literal.isQuoted {
    throw LiteralError("\(literal.text.display) is a Text, not \(typeName.withArticle)")
  }
  if literal.text.isEmpty {
    throw LiteralError("no value is given; \(typeName.withArticle) is wanted")
  }
}
