extension Array: InputValue where Element: GraphValue {
  /// The type of one element.
  public typealias SingleValue = Element.SingleValue
}

extension Array: GraphValue where Element: GraphValue {
  /// The element's name in brackets: `[Image]`.
  public static var typeName: String { "[\(Element.typeName)]" }

  /// The element's type.
  public static var elementType: (any GraphValue.Type)? { Element.self }

  /// Refuses: a list is no scalar.
  public init(literal: Literal) throws(LiteralError) {
    throw LiteralError(
      "\(Self.typeName) is a list; write [\(literal.text)] for a list of one")
  }

  /// The list identifies itself if its elements do.
  public static var isPlain: Bool { Element.isPlain }

  /// What the elements hold.
  public var byteCount: Int { reduce(64) { $0 + $1.byteCount } }

  /// The elements passed, if each is of the element's type.
  public static func from(_ argument: NodeArgument) -> [Element]? {
    guard case .value(let value) = argument else { return nil }
    if let typed = value as? Self { return typed }
    guard let elements = value.elements else { return nil }
    let typed = elements.compactMap { Element.from(.value($0)) }
    return typed.count == elements.count ? typed : nil
  }

  /// The elements.
  public var elements: [any GraphValue]? { self }

  /// The elements, in brackets.
  public var display: String { "[\(map(\.display).joined(separator: ", "))]" }
}
