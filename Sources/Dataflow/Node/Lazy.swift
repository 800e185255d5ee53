/// An input whose value is computed only if the node asks for it.
///
///     @Input("Taken if the first is absent.") var fallback: Lazy<Image>
///     …
///     image = try await fallback()
///
/// What feeds the input, and everything only that needs, does not run unless it is called. Calling
/// it twice computes once.
public struct Lazy<Value: InputValue>: InputValue {
  /// The type of one value of the type computed.
  public typealias SingleValue = Value.SingleValue

  private let compute: @Sendable () async throws -> Value

  /// A value computed by a function.
  public init(_ compute: @escaping @Sendable () async throws -> Value) {
    self.compute = compute
  }

  /// Computes the value, or takes it if it is at hand.
  ///
  /// - Throws: The failure of a node that the value depends on.
  public func callAsFunction() async throws -> Value {
    try await compute()
  }

  /// The type that an edge carries for the type computed.
  public static var edgeType: any GraphValue.Type { Value.edgeType }

  /// Whether the type computed may be absent.
  public static var isOptional: Bool { Value.isOptional }

  /// The input is lazy.
  public static var isLazy: Bool { true }

  /// The way to the value passed.
  public static func from(_ argument: NodeArgument) -> Lazy<Value>? {
    if case .lazy(let compute) = argument {
      return Lazy {
        let value = try await compute()
        if let typed = Value.from(value.map { .value($0) } ?? .absent) { return typed }
        let wanted = edgeType.typeName
        throw value.map { .otherType(wanted: wanted, given: type(of: $0).typeName) }
          ?? ArgumentError.missing(wanted: wanted)
      }
    }
    return Value.from(argument).map { value in Lazy { value } }
  }

  /// Not known before it is computed.
  public var edgeValue: (any GraphValue)? { nil }
}
