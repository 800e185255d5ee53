import Dataflow

struct FilterList: Node {
  static let summary = "The items of a list that are to be kept."
  static let isLight = true

  @Input("The list.") var list: [AnyValue]
  @Input("For each item, whether to keep it.") var keep: [Bool]
  @Output("The items kept, in order.") var kept: [AnyValue]

  func run(in context: NodeContext) async throws {
    guard list.count == keep.count else {
      throw ValueError("a list of \(list.count) cannot be filtered by \(keep.count) conditions")
    }
    kept = zip(list, keep).filter(\.1).map(\.0)
  }
}
