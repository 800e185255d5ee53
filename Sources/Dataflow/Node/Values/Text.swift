extension String: GraphValue {
  /// A string is one value.
  public typealias SingleValue = String

  /// `Text`.
  public static var typeName: String { "Text" }

  /// The characters as written: `no`, `0123` and `1e3` stay what they are.
  public init(literal: Literal) throws(LiteralError) {
    guard !literal.text.isEmpty || literal.isQuoted else {
      throw LiteralError("no text is given; an empty text is written \"\"")
    }
    self = literal.text
  }

  /// The value identifies itself.
  public static var isPlain: Bool { true }

  /// The text.
  public var literalText: String? { self }

  /// The beginning of the text, in quotes.
  public var display: String {
    let line = prefix(60).map { $0.isNewline ? " " : $0 }
    return "\"\(String(line))\(count > 60 ? "…" : "")\""
  }
}

extension String {
  /// The word after `a` or `an`.
  var withArticle: String {
    guard let first = first(where: \.isLetter) else { return self }
    return "aeioAEIO".contains(first) ? "an \(self)" : "a \(self)"
  }
}
