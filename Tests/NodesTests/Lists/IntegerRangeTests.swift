import Dataflow
import Testing

@testable import Nodes

@Suite struct IntegerRangeTests {
  private func numbers(_ first: Int, _ last: Int, by step: Int) async throws -> [Int] {
    var node = IntegerRange()
    node.first = first
    node.last = last
    node.step = step
    try await node.run(in: NodeContext())
    return node.numbers
  }

  @Test func `both ends are in the list where a step lands on them`() async throws {
    #expect(try await numbers(1, 4, by: 1) == [1, 2, 3, 4])
    #expect(try await numbers(1, 6, by: 2) == [1, 3, 5])
    #expect(try await numbers(3, -3, by: -3) == [3, 0, -3])
    #expect(try await numbers(3, 1, by: 1).isEmpty)
  }

  @Test(arguments: [
    (0, 3, 0, "a step of 0 never reaches 3"),
    (0, 1_000_000, 1, "a list has at most 1000000 elements"),
    (Int.min, Int.max, 1, "a list has at most 1000000 elements"),
  ])
  func `a list without end is refused`(
    first: Int, last: Int, step: Int, message: String
  ) async throws {
    let error = await #expect(throws: ValueError.self) { try await numbers(first, last, by: step) }
    #expect(error?.description == message)
  }
}
