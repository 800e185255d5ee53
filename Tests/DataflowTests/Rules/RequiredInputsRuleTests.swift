import TestSupport
import Testing

@Suite struct RequiredInputsRuleTests {
  @Test func `all inputs that a node needs are named at its id`() {
    expectFaults(
      """
      nodes:
        ①a: {kind: Add}
        ②b: {kind: Add, left: 1}
        c: {kind: Join, first: x}
      outputs: {a: $a, b: $b, c: $c}
      """,
      [
        "①": "Add needs 'left' and 'right'",
        "②": "Add needs 'right'",
      ])
  }
}
