import Dataflow

struct RoundNumber: Node {
  static let summary = "The whole number near a number, or the multiple of one."
  static let isLight = true

  @Input("The number.") var number: Double
  @Input("Where to go from it; nearest takes halves away from zero.")
  var direction = RoundingDirection.nearest
  @Input("What the result is a multiple of.", in: 1...) var multipleOf = 1
  @Output("The whole number.") var rounded: Int

  func run(in context: NodeContext) async throws {
    let quotient = (number / Double(multipleOf)).rounded(direction.rule)
    guard let whole = Int(exactly: quotient) else {
      throw ValueError("\(number.display) is too large for an Integer")
    }
    let (product, isTooLarge) = whole.multipliedReportingOverflow(by: multipleOf)
    guard !isTooLarge else {
      throw ValueError("\(number.display) is too large for an Integer")
    }
    rounded = product
  }
}

enum RoundingDirection: String, Choice {
  case nearest, down, up
  case towardZero = "toward_zero"

  var rule: FloatingPointRoundingRule {
    switch self {
    case .nearest: .toNearestOrAwayFromZero
    case .down: .down
    case .up: .up
    case .towardZero: .towardZero
    }
  }
}
