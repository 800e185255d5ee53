import Dataflow
import Tensors
import Testing

@testable import Nodes

@Suite struct DrawLabelTests {
  /// The rows of a picture of black and white, as dots.
  private func drawing(_ image: Image) -> [String] {
    let values = image.pixels.selected(axis: 0, at: 0).floats()
    return (0..<image.height).map { row in
      String((0..<image.width).map { values[row * image.width + $0] > 0.5 ? "#" : "." })
    }
  }

  private func labelled(
    _ text: String, width: Int, height: Int, configure: (inout DrawLabel) -> Void = { _ in }
  ) async throws -> Image {
    var node = DrawLabel()
    node.image = Image(.full(0, [3, height, width]))
    node.text = text
    node.size = 1
    node.position = .topLeft
    configure(&node)
    try await node.run(in: NodeContext())
    return node.labelled
  }

  @Test func `letters are drawn in dots`() async throws {
    let image = try await labelled("Hi", width: 16, height: 13)
    #expect(
      drawing(image) == [
        "................",
        "................",
        "..#...#...#.....",
        "..#...#.........",
        "..#...#..##.....",
        "..#####...#.....",
        "..#...#...#.....",
        "..#...#...#.....",
        "..#...#..###....",
        "................",
        "................",
        "................",
        "................",
      ])
  }

  @Test func `what is not ASCII is a box`() async throws {
    let image = try await labelled("é", width: 9, height: 13)
    #expect(
      drawing(image)[2...8] == [
        "..#####..", "..#...#..", "..#...#..", "..#...#..", "..#...#..", "..#...#..", "..#####..",
      ])
  }

  @Test func `dots have the size that is asked for`() async throws {
    let one = drawing(try await labelled("g", width: 9, height: 13))
    let three = drawing(try await labelled("g", width: 27, height: 39) { $0.size = 3 })
    let grown = one.flatMap { row in
      [String](repeating: String(row.flatMap { [$0, $0, $0] }), count: 3)
    }
    #expect(three == grown)
  }

  @Test func `the box behind the letters has its colour and lies where it is put`() async throws {
    let image = try await labelled("i", width: 20, height: 20) { node in
      node.position = .bottomRight
      node.margin = 1
      node.background = .white
      node.color = .black
    }
    let rows = drawing(image)
    let box = String(repeating: "#", count: 9)
    #expect(rows[5] == String(repeating: ".", count: 20))
    #expect(rows[6] == "..........\(box).")
    #expect(rows[8] == "..........####.####.")
    #expect(rows[18] == "..........\(box).")
    #expect(rows[19] == String(repeating: ".", count: 20))
  }

  @Test func `a text with nothing to draw leaves the picture as it is`() async throws {
    let image = try await labelled("\n", width: 20, height: 20)
    #expect(image.pixels.floats().allSatisfy { $0 == 0 })
  }

  @Test(arguments: [
    ("one two three", 41, 99, ["one two", "three"]),
    ("one\ntwo", 41, 99, ["one", "two"]),
    ("one  two", 17, 99, ["one", "two"]),
    ("abcdefgh", 17, 99, ["abc", "def", "gh"]),
    ("abc", 1, 99, ["a", "b", "c"]),
    ("a\n\nb", 41, 99, ["a", "", "b"]),
    ("a b c d", 17, 20, ["a b", "c d"]),
    ("a b c d", 17, 19, ["a b"]),
    ("", 41, 99, [""]),
  ])
  func `lines break between words where they can, and end where there is no room`(
    text: String, width: Int, height: Int, lines: [String]
  ) {
    #expect(Lettering(text, size: 1, within: width, height).lines.map { String($0) } == lines)
  }

  @Test func `every printable character has a letter of its own`() {
    let letters = (32...126).map { Glyphs.rows(of: Character(UnicodeScalar(UInt8($0)))) }
    #expect(Set(letters).count == 95)
    #expect(letters.allSatisfy { $0.count == Glyphs.height })
    #expect(!letters.contains(Glyphs.rows(of: "日")))
  }
}
