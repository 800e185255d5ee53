import Dataflow

/// With it `for_each`, which walks lists together, walks all pairs: for prompts × seeds, the prompts
/// with `each` the number of seeds, and the seeds with `times` the number of prompts.
struct RepeatList: Node {
  static let summary =
    "A list with its items, or all of it, several times; for pairs in a for_each."
  static let isLight = true

  @Input("The list.") var list: [AnyValue]
  @Input("How many times each item stands before the next.", in: 0...) var each = 1
  @Input("How many times all of this follows itself.", in: 0...) var times = 1
  @Output("The items: of a, b with each 2 and times 2, a, a, b, b, a, a, b, b.")
  var repeated: [AnyValue]

  func run(in context: NodeContext) async throws {
    let count = Double(list.count) * Double(each) * Double(times)
    guard count <= Double(IntegerRange.maximumCount) else {
      throw ValueError("a list has at most \(IntegerRange.maximumCount) items")
    }
    let once = list.flatMap { Array(repeating: $0, count: each) }
    repeated = Array(repeating: once, count: once.isEmpty ? 0 : times).flatMap(\.self)
  }
}
