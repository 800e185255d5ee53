import Dataflow
import Testing

@testable import Nodes

@Suite struct CombineConditionsTests {
  @Test(
    arguments: [
      (.all, [true, false, false, true]), (.any, [true, true, false, false]),
      (.none, [false, false, true, true]), (.one, [false, true, false, false]),
    ] as [(ConditionRule, [Bool])])
  func `a rule holds for both, one, neither and no condition as its name says`(
    rule: ConditionRule, expected: [Bool]
  ) async throws {
    let conditions = [[true, true], [true, false], [false, false], []]
    for (conditions, expected) in zip(conditions, expected) {
      var node = CombineConditions()
      node.conditions = conditions
      node.rule = rule
      try await node.run(in: NodeContext())
      #expect(node.holds == expected, "\(conditions)")
    }
  }
}
