import Dataflow
import Tensors

/// PyTorch's generator on the CPU draws: `torch.randint(n, …)` without weights.
struct RandomChoice: Node {
  static let summary = "An item of a list that a seed chooses."
  static let isLight = true

  @Input("What to choose from.") var list: [AnyValue]
  @Input("The same seed chooses the same item; its lower 32 bits count.") var seed: UInt64
  @Input(
    "Which of the seed's random numbers decides; choices that share a seed take one each.",
    in: 0...10000)
  var draw = 0
  @Input("For each item, how likely it is beside the others; all alike if left out.", in: 0...)
  var weights: [Double]?
  @Output("The item chosen.") var chosen: AnyValue
  @Output("Its place in the list, counted from 0.") var index: Int

  func run(in context: NodeContext) async throws {
    guard !list.isEmpty else { throw ValueError("there is nothing to choose from") }
    index = try weights.map { try place(by: $0) } ?? Int(number(below: UInt64(list.count)))
    chosen = list[index]
  }

  /// The first item up to which the weights reach a random part of them all.
  private func place(by weights: [Double]) throws -> Int {
    guard weights.count == list.count else {
      throw ValueError("\(list.count) items cannot have \(weights.count) weights")
    }
    let total = weights.reduce(0, +)
    guard total > 0, total.isFinite else {
      throw ValueError("the weights add up to \(total.display)")
    }
    let target = Double(number(below: 1 << 53)) * 0x1p-53 * total
    var sum = 0.0
    let place = weights.firstIndex { weight in
      sum += weight
      return sum > target
    }
    // Rounding may leave the sum of the parts a little below the sum of all.
    return place ?? weights.lastIndex { $0 > 0 } ?? 0
  }

  private func number(below bound: UInt64) -> Int64 {
    var generator = RandomGenerator(seed: seed)
    return generator.integers(below: bound, count: draw + 1)[draw]
  }
}
