import Dataflow

struct ListPart: Node {
  static let summary = "Some neighbouring items of a list."
  static let isLight = true

  @Input("The list.") var list: [AnyValue]
  @Input("Place of the first item, counted from 0; -2 begins with the last but one.")
  var start = 0
  @Input("How many items at most; all that follow if left out.", in: 0...) var count: Int?
  @Output("The items, in order; none if the list ends before them.") var part: [AnyValue]

  func run(in context: NodeContext) async throws {
    let first = start < 0 ? max(0, list.count + start) : start
    part = Array(list.dropFirst(first).prefix(count ?? .max))
  }
}
