import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct PadImageTests {
  private func padded(
    _ image: Image, configure: (inout PadImage) -> Void
  ) async throws -> (image: Image, mask: Mask) {
    var node = PadImage()
    node.image = image
    configure(&node)
    try await node.run(in: NodeContext())
    return (node.padded, node.mask)
  }

  @Test(arguments: PadFill.allCases)
  func `a padded picture equals PyTorch's`(fill: PadFill) async throws {
    let fixture = try Fixture("Images", "padding.5x4")
    let result = try await padded(Image(try fixture.input("x"))) { node in
      (node.left, node.right, node.top, node.bottom) = (3, 2, 4, 1)
      node.fill = fill
      node.color = Color(red: 51, green: 51, blue: 51)
    }
    expectClose(result.image.pixels, try fixture.output(fill.rawValue), relative: 1e-7)
  }

  @Test func `the mask is 1 where pixels were added`() async throws {
    let mask = try await padded(.rows([[0.5, 0.5]])) { node in
      node.left = 1
      node.bottom = 1
    }.mask
    #expect(mask.rows == [[1, 0, 0], [1, 1, 1]])
  }

  @Test func `reflection goes on back and forth where more is added than there is`() async throws {
    let image = try await padded(.rows([[1, 2, 3]])) { node in
      (node.left, node.right, node.top) = (5, 6, 1)
      node.fill = .reflect
    }.image
    let row: [Float] = [2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2, 1]
    #expect(image.rows() == [row, row])
  }

  @Test func `a clear colour, or a picture with opacity, gives a picture with opacity`()
    async throws
  {
    let opaque = try await padded(.rows([[1]])) { node in
      node.right = 1
      node.color = Color(red: 0, green: 255, blue: 0, opacity: 0)
    }.image
    #expect(opaque.pixels.floats() == [1, 0, 1, 1, 1, 0, 1, 0])
    let clear = try await padded(.rows([[1]], opacity: [[0.5]])) { $0.right = 1 }.image
    #expect(clear.pixels.floats() == [1, 0, 1, 0, 1, 0, 0.5, 1])
  }

  @Test func `more pixels than a picture holds are refused`() async {
    let error = await #expect(throws: ValueError.self) {
      _ = try await padded(Image(.full(0, [3, 16384, 1]))) { $0.left = 16384 }
    }
    #expect(
      error?.description
        == "a picture of 16385×16384 pixels is too large: at most it has 268435456 pixels")
  }
}
