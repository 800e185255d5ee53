import TestSupport
import Testing

@Suite struct UnusedInputsRuleTests {
  @Test func `an input that nothing uses is a warning`() {
    expectFaults(
      """
      inputs:
        a: {type: Text, default: x}
        b: {type: Text, default: x}
        c: {type: Integer, default: 1}
        ①d: {type: Integer, default: 1}
      nodes:
        n: {kind: Join, first: $inputs.a, second: "${inputs.b}"}
      outputs: {n: $n, c: $inputs.c}
      """,
      ["①": "warning: input 'd' is not used"])
  }

  @Test func `nothing is said about use while there are errors`() {
    expectFaults(
      """
      inputs:
        a: {type: Text, default: x}
      nodes:
        n: {kind: Join, first: ①$inputs.b}
      """, ["①": "the graph has no input 'b'"])
  }
}
