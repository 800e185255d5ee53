import Dataflow

struct MatchText: Node {
  static let summary = "What a regular expression finds in a text."
  static let isLight = true

  @Input("The text.") var text: String
  @Input(
    "The regular expression, such as '(red|blue) hat'; (?m) before it lets ^ and $ match at each line."
  )
  var pattern: String
  @Input("Whether A and a are the same letter.") var ignoreCase = false
  @Output("Whether it is found anywhere.") var found: Bool
  @Output("The first match; empty if there is none.") var match: String
  @Output("What each group of the first match holds; empty for one that took no part.")
  var groups: [String]
  @Output("Every match, from the left.") var matches: [String]

  func run(in context: NodeContext) async throws {
    let all = try Pattern(pattern, ignoreCase: ignoreCase).matches(in: text)
    found = !all.isEmpty
    matches = all.map { String(text[$0.range]) }
    match = matches.first ?? ""
    groups = all.first?.groups.dropFirst().map { $0.map { String($0) } ?? "" } ?? []
  }
}
