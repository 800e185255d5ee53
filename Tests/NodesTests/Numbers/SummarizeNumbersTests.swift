import Dataflow
import Testing

@testable import Nodes

@Suite struct SummarizeNumbersTests {
  @Test func `the extremes are told with their first places`() async throws {
    var node = SummarizeNumbers()
    node.numbers = [3, 9, -1, 9, -1, 5]
    try await node.run(in: NodeContext())
    #expect(node.sum == 24)
    #expect(node.mean == 4)
    #expect((node.minimum, node.minimumIndex) == (-1, 2))
    #expect((node.maximum, node.maximumIndex) == (9, 1))
  }

  @Test(
    arguments: [
      ([], "there are no numbers"), ([1e308, 1e308], "the sum is too large for a Number"),
    ] as [([Double], String)])
  func `what has no summary is told`(numbers: [Double], message: String) async throws {
    var node = SummarizeNumbers()
    node.numbers = numbers
    let error = await #expect(throws: ValueError.self) { try await node.run(in: NodeContext()) }
    #expect(error?.description == message)
  }
}
