import TestSupport
import Testing

@Suite struct OutputsRuleTests {
  @Test func `an output is a link`() {
    expectFaults(
      """
      nodes:
        a: {kind: Number}
      outputs: {a: $a, b: ①5, c: ②[$a]}
      """,
      [
        "①": "an output is a link such as $node.output, not a text",
        "②": "an output is a link such as $node.output, not a list",
      ])
  }
}
