import Dataflow

struct Choose: Node {
  static let summary = "One of two values; what makes the other does not run."
  static let isLight = true

  @Input("Which one.") var `if`: Bool
  @Input("The value if it is true.") var then: Lazy<AnyValue>
  @Input("The value if it is false.") var `else`: Lazy<AnyValue>
  @Output("The value chosen.") var chosen: AnyValue

  func run(in context: NodeContext) async throws {
    chosen = try await `if` ? then() : `else`()
  }
}
