import Dataflow

struct SortList: Node {
  static let summary = "A list in the order of numbers: pictures by what a judge gave them."
  static let isLight = true

  @Input("The list.") var list: [AnyValue]
  @Input("For each item, the number to sort it by.") var keys: [Double]
  @Input("Whether the greatest number comes first.") var descending = false
  @Output("The items in order; those with equal numbers stay as they were.")
  var sorted: [AnyValue]
  @Output("The place that each had before, counted from 0.") var places: [Int]

  func run(in context: NodeContext) async throws {
    guard list.count == keys.count else {
      throw ValueError("a list of \(list.count) cannot be sorted by \(keys.count) numbers")
    }
    places = list.indices.sorted { a, b in
      if keys[a] == keys[b] { return a < b }
      return descending ? keys[a] > keys[b] : keys[a] < keys[b]
    }
    sorted = places.map { list[$0] }
  }
}
