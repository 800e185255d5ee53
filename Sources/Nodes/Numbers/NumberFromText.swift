import Dataflow

struct NumberFromText: Node {
  static let summary = "The number that a text says."
  static let isLight = true

  @Input("A decimal number, such as 12, -0.5 or 1e-3; white space around it is passed over.")
  var text: String
  @Output("The number; RoundNumber makes it an Integer.") var number: Double

  func run(in context: NodeContext) async throws {
    number = try Double(literal: Literal(text.trimmed))
  }
}
