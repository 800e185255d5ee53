extension Double: GraphValue {
  /// `Number`.
  public static var typeName: String { "Number" }

  /// A finite decimal number: `-1`, `0.5`, `1e-3`.
  public init(literal: Literal) throws(LiteralError) {
    try checkPlain(literal, Self.typeName)
    let text = literal.text
    // Swift also reads `nan`, `inf` and hexadecimal numbers.
    let isDecimal = text.utf8.allSatisfy { Self.decimalCharacters.contains($0) }
    guard isDecimal, let value = Double(text) else {
      throw LiteralError("'\(text)' is not a Number")
    }
    guard value.isFinite else { throw LiteralError("'\(text)' is too large for a Number") }
    self = value
  }

  private static let decimalCharacters = Set("0123456789+-.eE".utf8)

  /// The value identifies itself.
  public static var isPlain: Bool { true }

  /// The shortest decimal number that reads as this value; a whole number without a fraction.
  public var literalText: String? {
    guard let smallWhole, sign == .plus || smallWhole != 0 else { return String(self) }
    return String(smallWhole)
  }

  /// The value as a whole number, if it is one and so small that its neighbours are others.
  var smallWhole: Int? {
    guard magnitude < 0x1p53, Double(Int(self)) == self else { return nil }
    return Int(self)
  }
}
