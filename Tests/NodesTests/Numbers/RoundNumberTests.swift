import Dataflow
import Testing

@testable import Nodes

@Suite struct RoundNumberTests {
  private func rounded(
    _ number: Double, _ direction: RoundingDirection = .nearest, to multiple: Int = 1
  ) async throws -> Int {
    var node = RoundNumber()
    node.number = number
    node.direction = direction
    node.multipleOf = multiple
    try await node.run(in: NodeContext())
    return node.rounded
  }

  @Test(
    arguments: [
      (2.5, .nearest, 3), (-2.5, .nearest, -3), (2.4, .nearest, 2), (-2.5, .down, -3),
      (-2.5, .up, -2), (2.5, .up, 3), (-2.5, .towardZero, -2),
    ] as [(Double, RoundingDirection, Int)])
  func `a number goes in the direction asked for`(
    number: Double, direction: RoundingDirection, expected: Int
  ) async throws {
    #expect(try await rounded(number, direction) == expected)
  }

  @Test func `a multiple is reached in the same way`() async throws {
    #expect(try await rounded(1000, to: 16) == 1008)
    #expect(try await rounded(1000, .down, to: 16) == 992)
    #expect(try await rounded(1008, .up, to: 16) == 1008)
  }

  @Test(arguments: [(1e19, 1), (0x1p63, 1), (9.2e18, 1 << 62)] as [(Double, Int)])
  func `what no Integer holds is refused`(number: Double, multiple: Int) async throws {
    let error = await #expect(throws: ValueError.self) {
      try await rounded(number, to: multiple)
    }
    #expect(error?.description.hasSuffix("is too large for an Integer") == true)
  }
}
