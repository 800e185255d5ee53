import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct OverlayMaskTests {
  @Test func `the left half mixes picture and mask, the right half is the mask`() async throws {
    var node = OverlayMask()
    node.image = Image(.full(0.5, [3, 1, 2]).contiguous())
    node.mask = Mask(Tensor([1, 0] as [Float], shape: [1, 2]))
    try await node.run(in: NodeContext())
    #expect(
      node.overlaid.pixels.floats()
        == [0.75, 0.25, 1, 0, 0.25, 0.25, 0, 0, 0.25, 0.25, 0, 0])
  }
}
