import Dataflow

struct MakeList: Node {
  static let summary = "A list, to be used in several places."
  static let isLight = true

  @Input("What is in it, in order: [$one, $two].") var items: [AnyValue]
  @Output("The list.") var list: [AnyValue]

  func run(in context: NodeContext) async throws { list = items }
}
