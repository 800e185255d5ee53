import Dataflow
import Testing

@testable import Nodes

@Suite struct SplitSizeTests {
  @Test func `a size is its width and its height`() async throws {
    var node = SplitSize()
    node.size = Size(width: 768, height: 512)
    try await node.run(in: NodeContext())
    #expect(node.width == 768 && node.height == 512)
  }
}
