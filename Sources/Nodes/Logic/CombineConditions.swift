import Dataflow

struct CombineConditions: Node {
  static let summary = "One condition of several: whether all, any, none or one of them holds."
  static let isLight = true

  @Input("The conditions.") var conditions: [Bool]
  @Input("How many must hold; none of a single condition is its opposite.")
  var rule: ConditionRule
  @Output("Whether so many hold.") var holds: Bool

  func run(in context: NodeContext) async throws {
    let count = conditions.count { $0 }
    holds =
      switch rule {
      case .all: count == conditions.count
      case .any: count > 0
      case .none: count == 0
      case .one: count == 1
      }
  }
}

enum ConditionRule: String, Choice {
  case all, any, none, one
}
