import TestSupport
import Testing

@Suite struct UnusedNodesRuleTests {
  @Test func `a node that nothing needs is a warning`() {
    expectFaults(
      """
      nodes:
        a: {kind: Number}
        saved: {kind: Save, number: $a}
        ①lost: {kind: Add, left: $b, right: 1}
        ②b: {kind: Number, value: 3}
        c: {kind: Number, value: 2}
      outputs: {c: $c}
      """,
      [
        "①": "warning: node 'lost' is not used: nothing that the graph gives or saves needs it",
        "②": "warning: node 'b' is not used: nothing that the graph gives or saves needs it",
      ])
  }

  @Test func `a graph that gives and saves nothing is one warning`() {
    expectFaults(
      """
      nodes:
        a: {kind: Number}
      """,
      ["1:1": "warning: the graph gives no outputs and saves nothing"])
  }
}
