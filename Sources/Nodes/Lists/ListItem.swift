import Dataflow

struct ListItem: Node {
  static let summary = "One item of a list."
  static let isLight = true

  @Input("The list.") var list: [AnyValue]
  @Input("Its place, counted from 0; -1 is the last, -2 the one before.") var index = 0
  @Output("The item.") var item: AnyValue

  func run(in context: NodeContext) async throws {
    let place = index < 0 ? list.count + index : index
    guard list.indices.contains(place) else {
      throw ValueError(
        list.isEmpty
          ? "the list is empty"
          : "there is no item \(index) in a list of \(list.count): write"
            + " \(-list.count)..\(list.count - 1)")
    }
    item = list[place]
  }
}
