import Dataflow
import Testing

@testable import Nodes

@Suite struct CompareNumbersTests {
  private func holds(
    _ left: Double, _ relation: NumberRelation, _ right: Double, within tolerance: Double = 0
  ) async throws -> Bool {
    var node = CompareNumbers()
    node.left = left
    node.relation = relation
    node.right = right
    node.tolerance = tolerance
    try await node.run(in: NodeContext())
    return node.holds
  }

  @Test(
    arguments: [
      (.equal, [false, true, false]), (.notEqual, [true, false, true]),
      (.less, [true, false, false]), (.atMost, [true, true, false]),
      (.greater, [false, false, true]), (.atLeast, [false, true, true]),
    ] as [(NumberRelation, [Bool])])
  func `a relation holds for a number below, equal and above as its name says`(
    relation: NumberRelation, expected: [Bool]
  ) async throws {
    for (left, expected) in zip([1.0, 2, 3], expected) {
      #expect(try await holds(left, relation, 2) == expected)
    }
  }

  @Test func `numbers within the tolerance are equal to every relation`() async throws {
    for relation in NumberRelation.allCases {
      let isExpected = [.equal, .atMost, .atLeast].contains(relation)
      #expect(try await holds(1, relation, 1.25, within: 0.25) == isExpected)
    }
  }
}
