import Dataflow
import Testing

@testable import Nodes

@Suite struct InvertImageTests {
  @Test func `colours become their complements and opacity stays`() async throws {
    var node = InvertImage()
    node.image = .rows([[0, 0.25, 1]], opacity: [[0, 0.5, 1]])
    try await node.run(in: NodeContext())
    #expect(node.inverted.rows() == [[1, 0.75, 0]])
    #expect(node.inverted.rows(ofChannel: 3) == [[0, 0.5, 1]])
  }
}
