import Dataflow

struct SplitText: Node {
  static let summary = "The lines of a text, or its parts between separators."
  static let isLight = true

  @Input("The text.") var text: String
  @Input("What stands between the parts; the ends of lines if left out.") var separator: String?
  @Input("Whether white space around each part is taken away.") var trim = true
  @Input("Whether parts with nothing in them stay.") var keepEmpty = false
  @Output("The parts, in order.") var parts: [String]

  func run(in context: NodeContext) async throws {
    parts = try pieces().map { trim ? $0.trimmed : String($0) }
      .filter { keepEmpty || !$0.isEmpty }
  }

  private func pieces() throws -> [Substring] {
    guard let separator else {
      return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }
    guard !separator.isEmpty else { throw ValueError("the separator is empty") }
    return text.split(separator: separator, omittingEmptySubsequences: false)
  }
}
