import Dataflow

struct JoinTexts: Node {
  static let summary = "Several texts as one."
  static let isLight = true

  @Input("The texts.") var texts: [String]
  @Input("What stands between them.") var separator = ", "
  @Input("Whether texts that are empty or white space take part.") var keepEmpty = false
  @Output("The texts, one after the other.") var joined: String

  func run(in context: NodeContext) async throws {
    joined = texts.filter { keepEmpty || !$0.trimmed.isEmpty }.joined(separator: separator)
  }
}
