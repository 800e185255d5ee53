import Dataflow
import Testing

@testable import Nodes

@Suite struct FlipImageTests {
  @Test(arguments: [
    (FlipDirection.horizontal, [[Float]]([[3, 2, 1], [6, 5, 4]])),
    (.vertical, [[4, 5, 6], [1, 2, 3]]),
  ])
  func `a mirrored picture has its sides exchanged`(
    direction: FlipDirection, expected: [[Float]]
  ) async throws {
    var node = FlipImage()
    node.image = .rows([[1, 2, 3], [4, 5, 6]])
    node.direction = direction
    try await node.run(in: NodeContext())
    #expect(node.flipped.rows() == expected)
  }
}
