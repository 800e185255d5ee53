/// The type of the values on an edge, as a value.
public struct ValueType: Sendable, Hashable, CustomStringConvertible {
  /// The Swift type.
  public let type: any GraphValue.Type

  /// The type of values of a Swift type.
  public init(_ type: any GraphValue.Type) {
    self.type = type
  }

  /// The type's name in graphs: `Image`, `[Image]`.
  public var name: String { type.typeName }

  /// The type of the elements, where the type is a list.
  public var element: ValueType? { type.elementType.map { ValueType($0) } }

  /// The names a value may have, where the type is a choice.
  public var choices: [String]? { type.choices }

  /// Whether values of the type are small and identify themselves.
  var isPlain: Bool { type.isPlain }

  /// The type's name.
  public var description: String { name }

  /// Whether a value of another type may go where this type is wanted.
  ///
  /// Values of the same type may, an Integer where a Number is wanted, and what is written as a
  /// scalar where a ``Scalar`` is. Nothing else converts silently.
  public func accepts(_ other: ValueType) -> Bool {
    if self == other { return true }
    if let element, let otherElement = other.element { return element.accepts(otherElement) }
    if type == Scalar.self { return other.isScalar }
    return type == Double.self && other.type == Int.self
  }

  /// Whether values of the type are secrets, or lists of them.
  var isOfSecrets: Bool { element?.isOfSecrets ?? (type == Secret.self) }

  /// Whether the values of the type are written in graphs as scalars, for all to see.
  private var isScalar: Bool { type.isPlain && element == nil && type != Secret.self }

  /// A value of an accepted type as a value of this type; a choice by name as the one of that name.
  func converting(_ value: any GraphValue) -> any GraphValue {
    if type == Double.self, let integer = value as? Int { return Double(integer) }
    if type == Scalar.self { return Scalar.from(.value(value)) ?? value }
    if type == [Scalar].self { return [Scalar].from(.value(value)) ?? value }
    if type == [Double].self, let integers = value as? [Int] { return integers.map { Double($0) } }
    if choices != nil, let choice = value as? NamedChoice {
      return (try? type.init(literal: Literal(choice.name))) ?? value
    }
    if let element, element.choices != nil, let choices = value as? [NamedChoice] {
      return element.list(of: choices.map { element.converting($0) })
    }
    return value
  }

  /// The value of this type that a text made of values stands for.
  ///
  /// - Throws: ``LiteralError`` if the text is none.
  func joining(_ parts: [any GraphValue]) throws(LiteralError) -> any GraphValue {
    let text = parts.map { $0.literalText ?? "" }.joined()
    return try type.init(literal: Literal(text, isQuoted: true))
  }

  /// The type of lists of this type.
  var list: ValueType { type.listType }

  /// A list of values, all of this type.
  func list(of values: [any GraphValue]) -> any GraphValue { type.list(of: values) }

  /// Whether two types are the same Swift type.
  public static func == (a: ValueType, b: ValueType) -> Bool { a.type == b.type }

  /// Hashes the identity of the Swift type.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(type)) }
}

extension GraphValue {
  fileprivate static var listType: ValueType { ValueType([Self].self) }

  fileprivate static func list(of values: [any GraphValue]) -> any GraphValue {
    values.compactMap { $0 as? Self }
  }
}
