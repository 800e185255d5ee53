import Dataflow

struct SeedSeries: Node {
  static let summary = "Seeds that follow one another."
  static let isLight = true

  @Input("The first seed.") var seed: UInt64
  @Input("How many seeds.", in: 1...IntegerRange.maximumCount) var count: Int
  @Output("The seed, the seed plus 1 and so on; after the greatest comes 0.") var seeds: [UInt64]

  func run(in context: NodeContext) async throws {
    seeds = (0..<UInt64(count)).map { seed &+ $0 }
  }
}
