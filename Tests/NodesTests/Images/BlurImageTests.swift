import Dataflow
import Formats
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct BlurImageTests {
  @Test func `what is clear does not stain what is blurred into it`() async throws {
    var node = BlurImage()
    node.image = .rows([[1, 0, 0, 0, 0]], opacity: [[1, 0, 0, 0, 0]])
    node.sigma = 1
    try await node.run(in: NodeContext())
    #expect(node.blurred.rows()[0].allSatisfy { abs($0 - 1) < 1e-5 })
    let opacity = node.blurred.rows(ofChannel: 3)[0]
    #expect(zip(opacity, opacity.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func `sharpening is near Pillow's, and nothing where the amount is 0`() async throws {
    let fixture = try Fixture("Images", "sharpening.24x32")
    var node = SharpenImage()
    node.image = Image((try fixture.input("x") / 255).permuted([2, 0, 1]).contiguous())
    node.sigma = 2
    node.amount = 1.5
    try await node.run(in: NodeContext())
    let expected = try fixture.output("sharpened").permuted([2, 0, 1]) / 255
    // Pillow's blur is three box blurs, rounded to 8 bits.
    #expect((node.sharpened.pixels - expected).absolute().maximum() < 0.03)
    node.amount = 0
    try await node.run(in: NodeContext())
    #expect(node.sharpened.pixels.floats() == node.image.pixels.floats())
  }
}
