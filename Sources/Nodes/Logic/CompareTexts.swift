import Dataflow

struct CompareTexts: Node {
  static let summary = "Whether one text equals another, contains it, or begins or ends with it."
  static let isLight = true

  @Input("The first text.") var left: String
  @Input("What to ask; MatchText asks for a pattern.") var relation: TextRelation
  @Input("The second text.") var right: String
  @Input("Whether A and a are the same letter.") var ignoreCase = false
  @Output("Whether it is so.") var holds: Bool

  func run(in context: NodeContext) async throws {
    let (left, right) = ignoreCase ? (left.lowercased(), right.lowercased()) : (left, right)
    holds =
      switch relation {
      case .equals: left == right
      case .contains: right.isEmpty || left.contains(right)
      case .beginsWith: left.hasPrefix(right)
      case .endsWith: left.hasSuffix(right)
      }
  }
}

enum TextRelation: String, Choice {
  case equals, contains
  case beginsWith = "begins_with"
  case endsWith = "ends_with"
}
