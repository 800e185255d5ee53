import Dataflow

struct ListLength: Node {
  static let summary = "How many items a list has."
  static let isLight = true

  @Input("The list.") var list: [AnyValue]
  @Output("The number of items.") var length: Int

  func run(in context: NodeContext) async throws { length = list.count }
}
