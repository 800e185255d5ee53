import Dataflow
import Testing

@testable import Nodes

@Suite struct NumberRangeTests {
  private func numbers(_ first: Double, _ last: Double, _ count: Int) async throws -> [Double] {
    var node = NumberRange()
    node.first = first
    node.last = last
    node.count = count
    try await node.run(in: NodeContext())
    return node.numbers
  }

  @Test func `both ends are in the list exactly`() async throws {
    #expect(try await numbers(0, 1, 5) == [0, 0.25, 0.5, 0.75, 1])
    #expect(try await numbers(0.7, 0.1, 2) == [0.7, 0.1])
    #expect(try await numbers(0.3, 0.9, 1) == [0.3])
  }
}
