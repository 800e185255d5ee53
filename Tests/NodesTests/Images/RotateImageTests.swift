import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct RotateImageTests {
  private func rotated(
    _ image: Image, by angle: Double, configure: (inout RotateImage) -> Void = { _ in }
  ) async throws -> Image {
    var node = RotateImage()
    node.image = image
    node.angle = angle
    configure(&node)
    try await node.run(in: NodeContext())
    return node.rotated
  }

  @Test(arguments: [
    (0, [[Float]]([[1, 2, 3], [4, 5, 6]])), (90, [[4, 1], [5, 2], [6, 3]]),
    (180, [[6, 5, 4], [3, 2, 1]]), (270, [[3, 6], [2, 5], [1, 4]]),
    (-90, [[3, 6], [2, 5], [1, 4]]),
    (450, [[4, 1], [5, 2], [6, 3]]), (-3600, [[1, 2, 3], [4, 5, 6]]),
  ])
  func `quarters are exact, clockwise`(angle: Int, expected: [[Float]]) async throws {
    let image = Image.rows([[1, 2, 3], [4, 5, 6]])
    #expect(try await rotated(image, by: Double(angle)).rows() == expected)
  }

  @Test func `a quarter within the picture's own size cuts the ends`() async throws {
    let image = Image.rows([[1, 0.8, 0.6, 0.4], [0.2, 0.3, 0.5, 0.7]])
    let turned = try await rotated(image, by: 90) { $0.expand = false }
    expectClose(
      turned.rows()[0] + turned.rows()[1], [0, 0.3, 0.8, 0, 0, 0.5, 0.6, 0], relative: 1e-6)
  }

  @Test func `the result grows to hold the corners, which have the colour`() async throws {
    let image = Image(.full(1, [3, 30, 40]))
    let turned = try await rotated(image, by: 30) { $0.color = Color(red: 0, green: 0, blue: 255) }
    // 40 · cos 30° + 30 · sin 30°, and 40 · sin 30° + 30 · cos 30°
    #expect(turned.width == 50 && turned.height == 46)
    #expect(turned.channels == 3)
    #expect(turned.pixels.selected(axis: 1, at: 0).selected(axis: 1, at: 0).floats() == [0, 0, 1])
    #expect(turned.rows()[23][25] == 1)
    // As much white as there was; the rest is blue.
    let white = turned.pixels.selected(axis: 0, at: 0).mean() * 50 * 46
    #expect(abs(white - 1200) < 2)
  }

  @Test func `there and back is nearly the picture`() async throws {
    let values = (0..<1600).map { place in
      let diagonal = Float(place % 40 + place / 40)
      return 0.1 + diagonal / 100
    }
    let plane = Tensor(values, shape: [1, 40, 40])
    let image = Image(.concatenate([plane, plane, plane], axis: 0))
    let there = try await rotated(image, by: 25)
    let back = try await rotated(there, by: -25)
    let middle = (back.width - 20) / 2..<(back.width + 20) / 2
    expectClose(
      back.pixels.part(middle, middle), image.pixels.part(10..<30, 10..<30), relative: 1e-2)
  }

  @Test func `a clear colour leaves the corners clear and the edges unstained`() async throws {
    let image = Image(.full(1, [3, 20, 20]))
    let turned = try await rotated(image, by: 45) {
      $0.color = Color(red: 0, green: 0, blue: 0, opacity: 0)
    }
    #expect(turned.channels == 4)
    let (colors, opacity) = (turned.rows().flatMap { $0 }, turned.rows(ofChannel: 3).flatMap { $0 })
    #expect(opacity[0] == 0)
    #expect(zip(colors, opacity).allSatisfy { $1 == 0 || abs($0 - 1) < 1e-4 })
  }

  @Test func `a result larger than a picture may be is refused`() async {
    let error = await #expect(throws: ValueError.self) {
      try await rotated(Image(.full(0, [3, 16000, 16000])), by: 45)
    }
    #expect(
      error?.description
        == "a picture of 22628×22628 pixels is too large: at most it has 268435456 pixels")
  }
}
