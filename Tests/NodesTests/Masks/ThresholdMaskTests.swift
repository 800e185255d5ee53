import Dataflow
import Testing

@testable import Nodes

@Suite struct ThresholdMaskTests {
  @Test func `what reaches the threshold is 1, all else 0`() async throws {
    var node = ThresholdMask()
    node.mask = .rows([[0, 0.49, 0.5, 1]])
    try await node.run(in: NodeContext())
    #expect(node.thresholded.rows == [[0, 0, 1, 1]])
    node.threshold = 0
    try await node.run(in: NodeContext())
    #expect(node.thresholded.rows == [[1, 1, 1, 1]])
  }
}
