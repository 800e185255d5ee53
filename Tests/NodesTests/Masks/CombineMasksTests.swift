import Dataflow
import Testing

@testable import Nodes

@Suite struct CombineMasksTests {
  private func combined(
    _ operation: MaskOperation, _ first: Mask, _ second: Mask
  ) async throws -> [[Float]] {
    var node = CombineMasks()
    (node.first, node.second) = (first, second)
    node.operation = operation
    try await node.run(in: NodeContext())
    return node.combined.rows
  }

  @Test(arguments: [
    (MaskOperation.union, [[Float]]([[0, 1, 1, 1, 0.75]])), (.intersection, [[0, 0, 0, 1, 0.25]]),
    (.difference, [[0, 1, 0, 0, 0.25]]), (.exclusion, [[0, 1, 1, 0, 0.5]]),
  ])
  func `masks combine as sets do`(operation: MaskOperation, expected: [[Float]]) async throws {
    let (first, second) = (Mask.rows([[0, 1, 0, 1, 0.25]]), Mask.rows([[0, 0, 1, 1, 0.75]]))
    #expect(try await combined(operation, first, second) == expected)
  }

  @Test func `masks of two sizes are refused`() async {
    let error = await #expect(throws: ValueError.self) {
      try await combined(.union, .rows([[0, 1]]), .rows([[0], [1]]))
    }
    #expect(error?.description == "the masks have 2×1 and 1×2 pixels")
  }
}
