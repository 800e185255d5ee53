import Formats

/// A JSON value to be written, its members in the order given.
enum OrderedJSON: Sendable {
  case boolean(Bool)
  /// A number in JSON's spelling.
  case number(String)
  case string(String)
  case array([OrderedJSON])
  case object([(key: String, value: OrderedJSON)])

  /// The value as text: one member a line, what holds no objects on one line.
  var text: String { text(indentation: "") }

  private func text(indentation: String) -> String {
    let inner = indentation + "  "
    return switch self {
    case .boolean(let value): "\(value)"
    case .number(let digits): digits
    case .string(let text): JSON.quoted(text)
    case .array(let elements):
      if elements.contains(where: \.isObject) {
        Self.lines(elements.map { $0.text(indentation: inner) }, in: ("[", "]"), indentation)
      } else {
        "[\(elements.map { $0.text(indentation: inner) }.joined(separator: ", "))]"
      }
    case .object(let members):
      Self.lines(
        members.map { "\(JSON.quoted($0.key)): \($0.value.text(indentation: inner))" },
        in: ("{", "}"), indentation)
    }
  }

  private var isObject: Bool { if case .object = self { true } else { false } }

  private static func lines(
    _ lines: [String], in brackets: (String, String), _ indentation: String
  ) -> String {
    guard !lines.isEmpty else { return brackets.0 + brackets.1 }
    let inside = lines.map { "\(indentation)  \($0)" }.joined(separator: ",\n")
    return "\(brackets.0)\n\(inside)\n\(indentation)\(brackets.1)"
  }

  /// An array of texts.
  static func strings(_ texts: some Sequence<String>) -> OrderedJSON {
    .array(texts.map { .string($0) })
  }
}

extension OrderedJSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(booleanLiteral value: Bool) { self = .boolean(value) }
  init(integerLiteral value: Int) { self = .number(String(value)) }
  init(arrayLiteral elements: OrderedJSON...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, OrderedJSON)...) {
    self = .object(elements.map { (key: $0.0, value: $0.1) })
  }
}
