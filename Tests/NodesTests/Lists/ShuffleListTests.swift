import Dataflow
import Testing

@testable import Nodes

@Suite struct ShuffleListTests {
  @Test(
    arguments: [
      (7, [0, 1, 3, 2, 4]), (1, [5, 4, 2, 6, 7, 3, 1, 0]), (7, []),
    ] as [(UInt64, [Int])])
  func `a seed's order is that of torch.randperm`(seed: UInt64, expected: [Int]) async throws {
    var node = ShuffleList()
    node.list = expected.indices.map { AnyValue($0) }
    node.seed = seed
    try await node.run(in: NodeContext())
    #expect(node.shuffled.compactMap { $0.value as? Int } == expected)
  }
}
