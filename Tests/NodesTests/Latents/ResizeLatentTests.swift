import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct ResizeLatentTests {
  private let space = LatentSpace(channels: 4, cellSize: 8, sizeMultiple: 16)

  /// Latents of a size in cells whose cells are counted row by row.
  private func latent(_ batch: Int, _ height: Int, _ width: Int) -> Latent {
    let count = batch * 4 * height * width
    return Latent(
      Tensor((0..<count).map { Float($0) }, shape: [batch, 4, height, width]), in: space)
  }

  @Test(arguments: [ResizeMethod.nearest, .bilinear, .bicubic])
  func `cells are resized as pixels are`(method: ResizeMethod) async throws {
    var node = ResizeLatent()
    node.latent = latent(2, 4, 6)
    (node.width, node.height) = (96, 64)
    node.method = method
    try await node.run(in: NodeContext())
    let expected = node.latent.cells.resized(height: 8, width: 12, method.rule)
    #expect(node.resized.cells.floats() == expected.floats())
    #expect(node.resized.width == 96 && node.resized.height == 64 && node.resized.space == space)
  }

  @Test func `a size that the model has no latents of is refused`() async {
    var node = ResizeLatent()
    node.latent = latent(1, 4, 4)
    (node.width, node.height) = (40, 32)
    let error = await #expect(throws: ValueError.self) {
      try await node.run(in: NodeContext())
    }
    #expect(
      error?.description
        == "these latents are of pictures whose sides are multiples of 16 pixels, not 40×32")
  }

  private func cropped(
    _ width: Int, _ height: Int, _ anchor: Anchor = .center, x: Int? = nil, y: Int? = nil
  ) async throws -> [Float] {
    var node = CropLatent()
    node.latent = latent(1, 4, 6)
    (node.width, node.height) = (width, height)
    (node.x, node.y) = (x, y)
    node.anchor = anchor
    try await node.run(in: NodeContext())
    return node.cropped.cells.selected(axis: 1, at: 0).floats()
  }

  @Test func `a rectangle of a latent is in pixels`() async throws {
    #expect(try await cropped(16, 16) == [8, 9, 14, 15])
    #expect(try await cropped(16, 16, x: 8, y: 0) == [1, 2, 7, 8])
    #expect(try await cropped(16, 16, .bottomRight) == [16, 17, 22, 23])
  }

  @Test func `a rectangle outside of the latent is refused`() async {
    let error = await #expect(throws: ValueError.self) { try await cropped(32, 16, x: 24) }
    #expect(
      error?.description
        == "a rectangle of 32×16 pixels at 24, 8 is not inside the latent, which is of 48×32")
  }
}
