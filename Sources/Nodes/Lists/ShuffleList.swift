import Dataflow
import Tensors

/// The order is that of `torch.randperm` after `torch.manual_seed`.
///
/// Fisher and Yates's shuffle from the front. Reference: pytorch/pytorch v2.13, aten/src/ATen/native/TensorFactories.cpp.
struct ShuffleList: Node {
  static let summary = "A list in an order that a seed chooses; ListPart takes some of it."
  static let isLight = true

  @Input("The list.") var list: [AnyValue]
  @Input("The same seed gives the same order; its lower 32 bits count.") var seed: UInt64
  @Output("The items in the new order.") var shuffled: [AnyValue]

  func run(in context: NodeContext) async throws {
    var generator = RandomGenerator(seed: seed)
    var items = list
    for place in items.indices.dropLast() {
      let step = generator.integers(below: UInt64(items.count - place), count: 1)[0]
      items.swapAt(place, place + Int(step))
    }
    shuffled = items
  }
}
