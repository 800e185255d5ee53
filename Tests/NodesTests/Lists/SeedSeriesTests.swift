import Dataflow
import Testing

@testable import Nodes

@Suite struct SeedSeriesTests {
  @Test func `seeds follow one another, and begin again after the greatest`() async throws {
    var node = SeedSeries()
    node.seed = .max
    node.count = 3
    try await node.run(in: NodeContext())
    #expect(node.seeds == [.max, 0, 1])
  }
}
