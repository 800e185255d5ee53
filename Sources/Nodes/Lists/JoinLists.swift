import Dataflow

struct JoinLists: Node {
  static let summary = "The items of several lists in one."
  static let isLight = true

  @Input("The list that comes first.") var first: [AnyValue]
  @Input("The list that follows.") var second: [AnyValue]
  @Input("The list after that.") var third: [AnyValue]?
  @Input("The list that ends it.") var fourth: [AnyValue]?
  @Output("All items, in order.") var joined: [AnyValue]

  func run(in context: NodeContext) async throws {
    joined = first + second + (third ?? []) + (fourth ?? [])
  }
}
