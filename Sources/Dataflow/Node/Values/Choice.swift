/// A value that is one of several names: an enumeration of strings.
///
///     enum Sampler: String, Choice { case euler, heun }
public protocol Choice: GraphValue, CaseIterable, RawRepresentable<String> {}

extension Choice {
  /// The names, in the order of the cases.
  public static var choices: [String]? { allCases.map(\.rawValue) }

  /// The case of that name.
  public init(literal: Literal) throws(LiteralError) {
    guard let value = Self(rawValue: literal.text) else {
      throw LiteralError(unknownChoice(literal.text, among: Self.allNames))
    }
    self = value
  }

  private static var allNames: [String] { allCases.map(\.rawValue) }

  /// The value identifies itself.
  public static var isPlain: Bool { true }

  /// The name.
  public var literalText: String? { rawValue }
}

/// What is said of a name that is none of the choices.
func unknownChoice(_ name: String, among choices: [String]) -> String {
  let hint = choices.nearest(to: name).map { "; did you mean '\($0)'?" }
  return "'\(name)' is none of \(choices.joined(separator: ", "))\(hint ?? "")"
}
