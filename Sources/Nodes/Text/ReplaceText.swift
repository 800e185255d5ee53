import Dataflow

struct ReplaceText: Node {
  static let summary = "A text with every occurrence of something replaced."
  static let isLight = true

  @Input("The text.") var text: String
  @Input("What to replace.") var find: String
  @Input(
    """
    What to put in its place. For a pattern, \\0 stands for the match, \\1 to \\9 for its groups \
    and \\\\ for a backslash.
    """)
  var replacement = ""
  @Input("Whether to find a regular expression and not the very text.") var isPattern = false
  @Input("Whether A and a are the same letter.") var ignoreCase = false
  @Output("The text afterwards.") var replaced: String
  @Output("How many times it was found.") var count: Int

  func run(in context: NodeContext) async throws {
    guard !find.isEmpty else { throw ValueError("there is nothing to find") }
    let matches = try pattern().matches(in: text)
    let parts = isPattern ? try ReplacementPart.read(replacement) : [.text(replacement)]
    var result = ""
    var end = text.startIndex
    for match in matches {
      result += text[end..<match.range.lowerBound]
      for part in parts { result += try part.text(for: match) }
      end = match.range.upperBound
    }
    replaced = result + text[end...]
    count = matches.count
  }

  private func pattern() throws -> Pattern {
    isPattern
      ? try Pattern(find, ignoreCase: ignoreCase)
      : Pattern(verbatim: find, ignoreCase: ignoreCase)
  }
}

/// A part of what replaces the match of a pattern.
private enum ReplacementPart {
  case text(String)
  case group(Int)

  /// The parts of a replacement as authors write it.
  ///
  /// - Throws: ``ValueError`` if a backslash stands before anything but a digit or a backslash.
  static func read(_ replacement: String) throws -> [ReplacementPart] {
    var parts: [ReplacementPart] = []
    var rest = replacement[...]
    while let backslash = rest.firstIndex(of: "\\") {
      parts.append(.text(String(rest[..<backslash])))
      rest = rest[backslash...].dropFirst()
      switch rest.first {
      case "\\": parts.append(.text("\\"))
      case let digit? where digit.isASCII && digit.isWholeNumber:
        parts.append(.group(digit.wholeNumberValue ?? 0))
      case let other:
        let found = other.map { "'\\\($0)'" } ?? "a single '\\' at its end"
        throw ValueError("the replacement holds \(found); write \\0 to \\9 for groups or \\\\")
      }
      rest = rest.dropFirst()
    }
    return parts + [.text(String(rest))]
  }

  /// - Throws: ``ValueError`` if the pattern has no such group.
  func text(for match: Pattern.Match) throws -> Substring {
    switch self {
    case .text(let text): return text[...]
    case .group(let number):
      guard match.groups.indices.contains(number) else {
        let count = match.groups.count - 1
        throw ValueError(
          "the replacement holds '\\\(number)', and the pattern has"
            + " \(count == 1 ? "1 group" : "\(count) groups")")
      }
      return match.groups[number] ?? ""
    }
  }
}
