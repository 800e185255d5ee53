import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct ResizeImageTests {
  /// A picture whose value is its column, 0…1.
  private func ramp(width: Int, height: Int) -> Image {
    let row = (0..<width).map { Float($0) / Float(max(1, width - 1)) }
    let plane = (0..<height).flatMap { _ in row }
    return Image(Tensor(plane + plane + plane, shape: [3, height, width]))
  }

  @Test func `covering keeps the aspect ratio and cuts the sides`() async throws {
    var node = ResizeImage()
    node.image = ramp(width: 8, height: 4)
    node.width = 4
    node.height = 4
    node.method = .nearest
    try await node.run(in: NodeContext())
    #expect(node.resized.pixels.shape == [3, 4, 4])
    let row = node.resized.pixels.floats().prefix(4)
    expectClose(Array(row), [2, 3, 4, 5].map { Float($0) / 7 }, relative: 1e-7)
  }

  @Test func `stretching keeps both ends of the picture`() async throws {
    var node = ResizeImage()
    node.image = ramp(width: 8, height: 4)
    node.width = 4
    node.height = 4
    node.method = .nearest
    node.fit = .stretch
    try await node.run(in: NodeContext())
    let row = node.resized.pixels.floats().prefix(4)
    expectClose(Array(row), [1, 3, 5, 7].map { Float($0) / 7 }, relative: 1e-7)
  }

  @Test func `values beyond the picture's own are cut, where bicubic overshoots`() async throws {
    var node = ResizeImage()
    node.image = Image(Tensor([Float]([0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1]), shape: [3, 1, 4]))
    node.width = 16
    node.height = 4
    try await node.run(in: NodeContext())
    let values = node.resized.pixels.floats()
    #expect(values.min() == 0 && values.max() == 1)
  }
}
