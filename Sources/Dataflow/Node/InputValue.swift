/// What the type of an ``Input`` may be: a value of an edge (`Image`), one that may be absent
/// (`Image?`), several (`[Image]`), or one computed only if it is asked for (`Lazy<Image>`).
public protocol InputValue: Sendable {
  /// The type of one value, to which the input's bounds apply: `Int` for `Int`, `Int?` and `[Int]`.
  associatedtype SingleValue: GraphValue

  /// The type that an edge into the input carries: `Int` for `Int?`, `[Int]` for `[Int]`.
  static var edgeType: any GraphValue.Type { get }

  /// Whether the input may be left out without having a default.
  static var isOptional: Bool { get }

  /// Whether what feeds the input is computed only when the node asks.
  static var isLazy: Bool { get }

  /// The input's value from what the engine passes, or nil if that is of another type.
  static func from(_ argument: NodeArgument) -> Self?

  /// The value of the edge that this stands for as a default; nil when absent or not known yet.
  var edgeValue: (any GraphValue)? { get }
}

extension GraphValue {
  /// The type itself.
  public static var edgeType: any GraphValue.Type { Self.self }

  /// A plain value must be there.
  public static var isOptional: Bool { false }

  /// A plain value is computed before the node runs.
  public static var isLazy: Bool { false }

  /// The value passed, if it is of this type.
  public static func from(_ argument: NodeArgument) -> Self? {
    guard case .value(let value) = argument else { return nil }
    return value as? Self
  }

  /// The value itself.
  public var edgeValue: (any GraphValue)? { self }
}

extension Optional: InputValue where Wrapped: InputValue {
  /// The type of one value of the wrapped type.
  public typealias SingleValue = Wrapped.SingleValue

  /// The type that an edge carries for the wrapped type.
  public static var edgeType: any GraphValue.Type { Wrapped.edgeType }

  /// The input may be left out.
  public static var isOptional: Bool { true }

  /// Whether the wrapped type is lazy.
  public static var isLazy: Bool { Wrapped.isLazy }

  /// The value passed, or `.some(nil)` if nothing was.
  public static func from(_ argument: NodeArgument) -> Wrapped?? {
    if case .absent = argument { return .some(nil) }
    guard let wrapped = Wrapped.from(argument) else { return nil }
    return .some(wrapped)
  }

  /// The value of the edge, if there is one.
  public var edgeValue: (any GraphValue)? { self?.edgeValue }
}
