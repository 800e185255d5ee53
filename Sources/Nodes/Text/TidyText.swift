import Dataflow

struct TidyText: Node {
  static let summary = "A text with its white space and its letters in order."
  static let isLight = true

  @Input("The text.") var text: String
  @Input("What to do with white space: trim the ends, or also make each run one space.")
  var space = SpaceRule.collapse
  @Input("What to do with letters; capitalize makes the first of each word large.")
  var letters = LetterRule.keep
  @Output("The text in order.") var tidied: String

  func run(in context: NodeContext) async throws {
    tidied = letters.apply(to: space.apply(to: text))
  }
}

enum SpaceRule: String, Choice {
  case keep, trim, collapse

  fileprivate func apply(to text: String) -> String {
    switch self {
    case .keep: text
    case .trim: text.trimmed
    case .collapse: text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }
}

enum LetterRule: String, Choice {
  case keep, lower, upper, capitalize

  fileprivate func apply(to text: String) -> String {
    switch self {
    case .keep: return text
    case .lower: return text.lowercased()
    case .upper: return text.uppercased()
    case .capitalize:
      var isInWord = false
      return text.reduce(into: "") { result, character in
        result += isInWord ? String(character) : character.uppercased()
        isInWord = character.isLetter || isInWord && !character.isWhitespace
      }
    }
  }
}
