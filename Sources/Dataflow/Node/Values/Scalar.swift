/// A text, a number, a Boolean, a choice or a path: what a graph writes as one scalar, at ports of
/// kinds that write it down in turn.
///
///     @Input("What to put into the places.") var values: [Scalar]
///
/// Values of these types go where a Scalar is wanted, also of several types into one list. A scalar
/// of the graph is a number or a Boolean if it is written so, and else a Text; written down again,
/// it is what was written.
public struct Scalar: GraphValue {
  /// The value itself.
  public let value: any GraphValue
  /// The characters of the graph, where they are known.
  private let written: String?

  /// Wraps a value that is written as a scalar.
  init(_ value: any GraphValue) {
    self.value = value
    written = nil
  }

  /// A whole number, a number, true or false, or a text.
  public init(literal: Literal) throws(LiteralError) {
    // A zero that stands before other digits means a text: a name, a time.
    let digits = literal.text.drop { "+-".contains($0) }
    let isPadded =
      digits.count > 1 && digits.prefix(2).allSatisfy(\.isNumber) && digits.first == "0"
    let types: [any GraphValue.Type] = [Int.self, UInt64.self, Double.self, Bool.self]
    let type = isPadded ? nil : types.first { (try? $0.init(literal: literal)) != nil }
    value = try (type ?? String.self).init(literal: literal)
    written = literal.text
  }

  /// The value passed, if it is written as a scalar.
  public static func from(_ argument: NodeArgument) -> Scalar? {
    guard case .value(let value) = argument else { return nil }
    if let scalar = value as? Scalar { return scalar }
    return value.elements == nil && value.literalText != nil ? Scalar(value) : nil
  }

  /// Scalars identify themselves.
  public static var isPlain: Bool { true }

  /// The scalar that stands for the value.
  public var literalText: String? { written ?? value.literalText }

  /// The value and its type: the Text "1" is not the Integer 1.
  public var identityText: String? { "\(type(of: value).typeName) \(literalText ?? "")" }

  /// What the value itself is shown as.
  public var display: String { value.display }
}
