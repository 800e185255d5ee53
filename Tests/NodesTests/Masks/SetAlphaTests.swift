import Dataflow
import Tensors
import Testing

@testable import Nodes

@Suite struct SetAlphaTests {
  private func result(_ image: Image, _ mask: Mask) async throws -> Image {
    var node = SetAlpha()
    node.image = image
    node.mask = mask
    try await node.run(in: NodeContext())
    return node.result
  }

  @Test func `the mask becomes the opacity, in place of any there was`() async throws {
    for opacity in [nil, [[1, 1]]] as [[[Float]]?] {
      let image = try await result(.rows([[0.2, 0.4]], opacity: opacity), .rows([[0, 0.5]]))
      #expect(image.rows() == [[0.2, 0.4]])
      #expect(image.rows(ofChannel: 3) == [[0, 0.5]])
    }
  }

  @Test func `a mask of another size is refused`() async {
    let error = await #expect(throws: ValueError.self) {
      try await result(.rows([[0.2, 0.4]]), .rows([[0]]))
    }
    #expect(error?.description == "the mask has 1×1 pixels, and the picture 2×1")
  }

  @Test func `a mask as a picture is grey, and its opposite the rest`() async throws {
    var image = ImageFromMask()
    image.mask = .rows([[0, 0.25, 1]])
    try await image.run(in: NodeContext())
    #expect(image.image.pixels.floats() == [0, 0.25, 1, 0, 0.25, 1, 0, 0.25, 1])
    var inverted = InvertMask()
    inverted.mask = image.mask
    try await inverted.run(in: NodeContext())
    #expect(inverted.inverted.rows == [[1, 0.75, 0]])
  }
}
