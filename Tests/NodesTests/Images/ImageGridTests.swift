import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct ImageGridTests {
  private func grey(_ value: Float, _ width: Int, _ height: Int) -> Image {
    Image(.full(value, [3, height, width]))
  }

  private func grid(
    _ images: [Image], configure: (inout ImageGrid) -> Void = { _ in }
  ) async throws -> Image {
    var node = ImageGrid()
    node.images = images
    node.gap = 1
    node.size = 1
    configure(&node)
    try await node.run(in: NodeContext())
    return node.grid
  }

  @Test func `pictures lie in rows, each in the middle of a cell`() async throws {
    let image = try await grid([grey(0.25, 3, 1), grey(0.5, 1, 3), grey(0.75, 3, 3)])
    #expect(image.pixels.shape == [3, 9, 9])
    let expected: [[Float]] = [
      [1, 1, 1, 1, 1, 1, 1, 1, 1],
      [1, 1, 1, 1, 1, 1, 0.5, 1, 1],
      [1, 0.25, 0.25, 0.25, 1, 1, 0.5, 1, 1],
      [1, 1, 1, 1, 1, 1, 0.5, 1, 1],
      [1, 1, 1, 1, 1, 1, 1, 1, 1],
      [1, 0.75, 0.75, 0.75, 1, 1, 1, 1, 1],
      [1, 0.75, 0.75, 0.75, 1, 1, 1, 1, 1],
      [1, 0.75, 0.75, 0.75, 1, 1, 1, 1, 1],
      [1, 1, 1, 1, 1, 1, 1, 1, 1],
    ]
    #expect(image.pixels.selected(axis: 0, at: 1).floats() == expected.flatMap { $0 })
  }

  @Test(arguments: [(1, 1), (2, 2), (4, 2), (5, 3), (9, 3), (10, 4)])
  func `without a number of columns the grid is about square`(
    count: Int, columns: Int
  ) async throws {
    let image = try await grid([Image](repeating: grey(0, 2, 2), count: count))
    #expect(image.width == columns * 3 + 1)
  }

  @Test func `labels take room below their row, titles above and at the left`() async throws {
    let images = [Image](repeating: grey(0, 20, 20), count: 4)
    let plain = try await grid(images)
    #expect(plain.width == 43 && plain.height == 43)
    let labelled = try await grid(images) { $0.labels = ["a", "b"] }
    #expect(labelled.width == 43 && labelled.height == 43 + 9 + 1)
    let titled = try await grid(images) { node in
      node.columnTitles = ["a", "b"]
      node.rowTitles = ["no", "yes"]
    }
    #expect(titled.width == 43 + 17 + 1 && titled.height == 43 + 9 + 1)
  }

  @Test func `pictures with opacity show the colour behind them`() async throws {
    let clear = Image(.full(1, [3, 2, 2]), opacity: .full(0, [1, 2, 2]))
    let red = try await grid([clear]) { $0.background = Color(red: 255, green: 0, blue: 0) }
    #expect(red.channels == 3)
    #expect(red.pixels.sliced(axis: 0, 1..<3).maximum() == 0)
    let open = try await grid([clear]) {
      $0.background = Color(red: 0, green: 0, blue: 0, opacity: 0)
    }
    #expect(open.channels == 4)
    #expect(open.opacity.maximum() == 0)
  }

  @Test func `a place without a picture is empty`() {
    let image = ImageSheet(columns: 2).image(of: [nil, grey(0, 4, 4)], rowTitles: ["a"])
    #expect(image.height == 20)
  }

  @Test func `no pictures, too many texts and too large a grid are refused`() async throws {
    let none = await #expect(throws: ValueError.self) { try await grid([]) }
    #expect(none?.description == "there are no pictures to lay out")
    let texts = await #expect(throws: ValueError.self) {
      try await grid([grey(0, 2, 2)]) { $0.labels = ["a", "b"] }
    }
    #expect(texts?.description == "'labels' has 2 texts for 1 pictures")
    let large = await #expect(throws: ValueError.self) {
      try await grid([Image](repeating: grey(0, 16384, 16384), count: 2))
    }
    #expect(
      large?.description
        == "a picture of 32770×16385 pixels is too large: at most it has 268435456 pixels")
  }
}
