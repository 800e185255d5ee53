import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct DrawMatchesTests {
  /// Two tokens side by side, each matched with the other's place.
  private let matches = Correspondence(
    Tensor([0, 1, 0.75, 1, 0, 0, 0.25, 0] as [Float], shape: [1, 2, 4]),
    other: Size(width: 2, height: 1))

  private func node() -> DrawMatches {
    var node = DrawMatches()
    node.first = Image(.black, width: 32, height: 16)
    node.second = Image(.black, width: 32, height: 16)
    node.matches = matches
    node.radius = 1
    return node
  }

  @Test func `a dot marks the middle of a place and of its match`() async throws {
    let node = node()
    try await node.run(in: NodeContext())
    #expect(node.similarities == [0.75])
    let red = node.drawn.pixels.selected(axis: 0, at: 0)
    #expect(red.shape == [16, 64])
    let row = red.selected(axis: 0, at: 8).floats()
    #expect(row.indices.filter { row[$0] == 1 } == [23, 24, 25, 39, 40, 41])
  }

  @Test func `named places are shown whether they count or not`() async throws {
    var node = node()
    node.points = [Size(width: 20, height: 3), Size(width: 2, height: 15)]
    try await node.run(in: NodeContext())
    #expect(node.similarities == [0.25, 0.75])
    node.points = [Size(width: 32, height: 3)]
    let error = await #expect(throws: ValueError.self) { try await node.run(in: NodeContext()) }
    #expect(
      error?.description
        == "the place 32x3 is outside of the second picture, which has 32×16 pixels")
  }
}
