import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct MaskFromChannelTests {
  private func mask(_ image: Image, _ channel: MaskChannel) async throws -> [Float] {
    var node = MaskFromChannel()
    node.image = image
    node.channel = channel
    try await node.run(in: NodeContext())
    return node.mask.values.floats()
  }

  @Test func `each channel is its own values`() async throws {
    let image = Image(Tensor([0.1, 0.2, 0.3, 0.4] as [Float], shape: [4, 1, 1]))
    #expect(try await mask(image, .red) == [0.1])
    #expect(try await mask(image, .green) == [0.2])
    #expect(try await mask(image, .blue) == [0.3])
    #expect(try await mask(image, .alpha) == [0.4])
    let luminance = try await mask(image, .luminance)
    expectClose(luminance, [0.02126 + 0.14304 + 0.02166], relative: 1e-6)
  }

  @Test func `a picture without opacity is opaque everywhere`() async throws {
    #expect(try await mask(.rows([[0.5, 0]]), .alpha) == [1, 1])
  }
}
