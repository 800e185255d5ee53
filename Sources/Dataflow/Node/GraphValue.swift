/// A value that travels along an edge of a graph.
///
/// A type that only nodes make (a picture, a model) needs no more than the conformance:
///
///     extension Image: GraphValue {}
///
/// A type that authors write as a scalar also implements ``init(literal:)`` and ``literalText``,
/// each undoing the other.
public protocol GraphValue: InputValue {
  /// A value is one value, unless it is a list.
  associatedtype SingleValue = Self

  /// The type's name in graphs, documentation and messages: `Image`, `Integer`, `[Image]`.
  static var typeName: String { get }

  /// The names a value may have, where the type is a choice among names.
  static var choices: [String]? { get }

  /// The type of the elements, where the type is a list.
  static var elementType: (any GraphValue.Type)? { get }

  /// The value that a scalar in a graph stands for.
  ///
  /// - Throws: ``LiteralError`` saying what is wrong with the scalar.
  init(literal: Literal) throws(LiteralError)

  /// The scalar that stands for the value, or nil if the value cannot be written in a graph.
  ///
  /// It identifies the value: two values of one type with the same text are the same value.
  var literalText: String? { get }

  /// What tells the value from all others of its type in a fingerprint; nil if nothing short does.
  ///
  /// The scalar, unless the type says otherwise: a secret gives a digest of itself.
  var identityText: String? { get }

  /// Whether the values of the type are small and identify themselves: each has an ``identityText``.
  ///
  /// A node that is given such a value does not run again because what made the value has changed,
  /// but only if the value has.
  static var isPlain: Bool { get }

  /// How much memory the value holds, in bytes, roughly.
  var byteCount: Int { get }

  /// The elements, where the type is a list.
  var elements: [any GraphValue]? { get }

  /// The value as people are shown it: short, on one line.
  var display: String { get }
}

extension GraphValue {
  /// The name of the Swift type.
  public static var typeName: String { shortName(of: Self.self) }

  /// The type is no choice among names.
  public static var choices: [String]? { nil }

  /// The type is no list.
  public static var elementType: (any GraphValue.Type)? { nil }

  /// Refuses: only nodes make such values.
  public init(literal: Literal) throws(LiteralError) {
    throw LiteralError(
      "'\(literal.text)' cannot be read as \(Self.typeName.withArticle), which only a node makes;"
        + " link one as $node")
  }

  /// The value cannot be written in a graph.
  public var literalText: String? { nil }

  /// The scalar.
  public var identityText: String? { literalText }

  /// Values are known by what made them.
  public static var isPlain: Bool { false }

  /// The text's length, or a word's.
  public var byteCount: Int { (literalText?.utf8.count ?? 0) + 64 }

  /// The value is no list.
  public var elements: [any GraphValue]? { nil }

  /// The scalar that stands for the value, or the name of its type.
  public var display: String { literalText ?? Self.typeName }
}
