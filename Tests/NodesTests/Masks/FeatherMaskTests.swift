import Dataflow
import Testing

@testable import Nodes

@Suite struct FeatherMaskTests {
  @Test func `an edge becomes a slope, and stays where it was`() async throws {
    var node = FeatherMask()
    node.mask = .rows([[0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]])
    node.sigma = 2
    try await node.run(in: NodeContext())
    let row = node.feathered.rows[0]
    #expect(zip(row, row.dropFirst()).allSatisfy { $0 < $1 })
    #expect(zip(row, row.reversed()).allSatisfy { abs($0 + $1 - 1) < 1e-6 })
  }
}
