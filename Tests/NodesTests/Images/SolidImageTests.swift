import Dataflow
import Tensors
import Testing

@testable import Nodes

@Suite struct SolidImageTests {
  @Test func `a picture of one colour has opacity only if the colour is not opaque`() async throws {
    var node = SolidImage()
    (node.width, node.height) = (2, 1)
    node.color = Color(red: 255, green: 0, blue: 51)
    try await node.run(in: NodeContext())
    #expect(node.image.pixels.floats() == [1, 1, 0, 0, 0.2, 0.2])
    node.color = Color(red: 255, green: 0, blue: 51, opacity: 102)
    try await node.run(in: NodeContext())
    #expect(node.image.pixels.floats() == [1, 1, 0, 0, 0.2, 0.2, 0.4, 0.4])
  }
}
