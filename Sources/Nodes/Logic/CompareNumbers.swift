import Dataflow

struct CompareNumbers: Node {
  static let summary = "Whether one number is less than another, equal to it and so on."
  static let isLight = true

  @Input("The first number.") var left: Double
  @Input("What to ask.") var relation: NumberRelation
  @Input("The second number.") var right: Double
  @Input("How far numbers that count as equal may be apart.", in: 0...) var tolerance = 0.0
  @Output("Whether it is so.") var holds: Bool

  func run(in context: NodeContext) async throws {
    let isEqual = abs(left - right) <= tolerance
    holds =
      switch relation {
      case .equal: isEqual
      case .notEqual: !isEqual
      case .less: left < right && !isEqual
      case .atMost: left < right || isEqual
      case .greater: left > right && !isEqual
      case .atLeast: left > right || isEqual
      }
  }
}

enum NumberRelation: String, Choice {
  case equal, less, greater
  case notEqual = "not_equal"
  case atMost = "at_most"
  case atLeast = "at_least"
}
