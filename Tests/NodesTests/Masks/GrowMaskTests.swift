import Dataflow
import Tensors
import TestSupport
import Testing

@testable import Nodes

@Suite struct GrowMaskTests {
  private func grown(_ mask: Mask, by radius: Int) async throws -> Mask {
    var node = GrowMask()
    node.mask = mask
    node.radius = radius
    try await node.run(in: NodeContext())
    return node.grown
  }

  @Test(arguments: [1, 2, 5, 30])
  func `a grown mask is the largest value in a disc, a shrunk one the smallest`(
    radius: Int
  ) async throws {
    let fixture = try Fixture("Images", "morphology.19x23")
    let mask = Mask(try fixture.input("x"))
    let grown = try await grown(mask, by: radius)
    #expect(grown.values.floats() == (try fixture.output("grown\(radius)").floats()))
    let shrunk = try await self.grown(mask, by: -radius)
    #expect(shrunk.values.floats() == (try fixture.output("shrunk\(radius)").floats()))
  }

  @Test func `a radius of nothing changes nothing`() async throws {
    let mask = Mask.rows([[0, 0.3], [1, 0]])
    #expect(try await grown(mask, by: 0).rows == mask.rows)
  }

  @Test func `a point grows to a disc`() async throws {
    var rows = [[Float]](repeating: [0, 0, 0, 0, 0, 0, 0], count: 7)
    rows[3][3] = 1
    #expect(
      try await grown(.rows(rows), by: 3).rows == [
        [0, 0, 0, 1, 0, 0, 0],
        [0, 1, 1, 1, 1, 1, 0],
        [0, 1, 1, 1, 1, 1, 0],
        [1, 1, 1, 1, 1, 1, 1],
        [0, 1, 1, 1, 1, 1, 0],
        [0, 1, 1, 1, 1, 1, 0],
        [0, 0, 0, 1, 0, 0, 0],
      ])
  }
}
