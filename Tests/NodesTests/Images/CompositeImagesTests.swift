import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct CompositeImagesTests {
  private func composite(
    _ back: Image, _ front: Image, configure: (inout CompositeImages) -> Void = { _ in }
  ) async throws -> Image {
    var node = CompositeImages()
    node.background = back
    node.foreground = front
    configure(&node)
    try await node.run(in: NodeContext())
    return node.composite
  }

  @Test(arguments: BlendMode.allCases)
  func `every mode gives what the W3C's formulas give`(mode: BlendMode) async throws {
    let fixture = try Fixture("Images", "compositing.9x11")
    let back = try fixture.input("back")
    let front = Image(try fixture.input("front"))
    let mask = Mask(try fixture.input("mask"))
    for opaque in [false, true] {
      let background = Image(opaque ? back.sliced(axis: 0, 0..<3) : back)
      let actual = try await composite(background, front) { node in
        node.mode = mode
        node.mask = mask
        node.opacity = 0.75
      }
      let expected = try fixture.output(opaque ? "\(mode.rawValue).opaque" : mode.rawValue)
      expectClose(actual.pixels, expected, relative: 1e-6)
    }
  }

  @Test(arguments: [(1, 2), (-2, -1), (3, 2), (0, 0)])
  func `the foreground lies where it is put, and ends at the edges`(x: Int, y: Int) async throws {
    let back = Image(.randomNormal([3, 4, 5], seed: 1).clamped(to: 0...1))
    let front = Image(.full(0.5, [3, 3, 4]))
    let pixels = try await composite(back, front) { node in
      node.x = x
      node.y = y
    }.pixels.floats()
    var expected = back.pixels.floats()
    for c in 0..<3 {
      for row in 0..<4 where row >= y && row < y + 3 {
        for column in 0..<5 where column >= x && column < x + 4 {
          expected[c * 20 + row * 5 + column] = 0.5
        }
      }
    }
    #expect(pixels == expected)
  }

  @Test func `a foreground outside of the background changes nothing`() async throws {
    let back = Image(.randomNormal([4, 4, 5], seed: 1).clamped(to: 0...1))
    for (x, y) in [(5, 0), (0, 4), (-3, 0), (0, -3), (99, 99)] {
      let result = try await composite(back, Image(.full(1, [3, 3, 3]))) { node in
        node.x = x
        node.y = y
      }
      #expect(result.pixels.floats() == back.pixels.floats())
    }
  }

  @Test func `a mask of another size than the foreground is refused`() async throws {
    let image = Image(.full(0.5, [3, 4, 4]))
    let error = await #expect(throws: ValueError.self) {
      try await composite(image, image) { $0.mask = Mask(.full(1, [4, 5])) }
    }
    #expect(error?.description == "the mask has 5×4 pixels, and the foreground 4×4")
  }
}
