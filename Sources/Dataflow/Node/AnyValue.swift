/// A value of whatever type the links of a graph say: at the ports of kinds that work on any type.
///
///     struct Choose: Node {
///       static let summary = "One of two values."
///       @Input("Which.") var `if`: Bool
///       @Input("Taken if so.") var then: Lazy<AnyValue>
///       @Input("Taken if not.") var `else`: Lazy<AnyValue>
///       @Output("The one taken.") var chosen: AnyValue
///       …
///
/// All such ports of one node stand for one type, `[AnyValue]` for lists of it. While a graph is
/// checked the type is worked out from what the node's inputs are given: links fix it; scalars are
/// read as what the links fix, or where there are none as an Integer, a Number or a Boolean if all
/// are written so, and else as a Text. An output's values leave the node as values of that type:
/// nothing but the node itself ever sees an `AnyValue`.
public struct AnyValue: GraphValue {
  /// The value itself.
  public let value: any GraphValue

  /// Wraps a value.
  public init(_ value: any GraphValue) {
    self.value = value
  }

  /// `Any`.
  public static var typeName: String { "Any" }

  /// What the value itself is shown as.
  public var display: String { value.display }

  /// Any value passed.
  public static func from(_ argument: NodeArgument) -> AnyValue? {
    guard case .value(let value) = argument else { return nil }
    return AnyValue(value)
  }
}

extension ValueType {
  /// Whether the type is left to the links of a graph: ``AnyValue``, or lists of it.
  var isVariable: Bool { type == AnyValue.self || type == [AnyValue].self }

  /// The type, where ``AnyValue`` stands for another.
  func replacingVariable(by other: ValueType) -> ValueType {
    if type == AnyValue.self { return other }
    return type == [AnyValue].self ? other.list : self
  }

  /// A value that left a port of type ``AnyValue``, or of lists of it, as one of this type.
  func unwrapping(_ value: any GraphValue) -> any GraphValue {
    if let wrapped = value as? AnyValue { return wrapped.value }
    guard let element, let wrapped = value as? [AnyValue] else { return value }
    return element.list(of: wrapped.map(\.value))
  }
}
