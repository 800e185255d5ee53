import TestSupport
import Testing

@Suite struct KnownKindsRuleTests {
  @Test func `a kind that there is not is reported at its name`() {
    expectFaults(
      """
      nodes:
        a: {kind: ①Nummer}
        b: {kind: ②Sofa}
        c: {kind: Number}
      outputs: {c: $c}
      """,
      [
        "①": "there is no kind of node 'Nummer'; did you mean 'Number'?",
        "②": "there is no kind of node 'Sofa'",
      ])
  }

  @Test func `nothing more is said about a node of no kind`() {
    expectFaults(
      """
      nodes:
        a: {kind: ①Ad, what: 1, ever: $a}
        b: {kind: Add, left: $a.nothing, right: 1}
      outputs: {b: $b}
      """,
      ["①": "there is no kind of node 'Ad'; did you mean 'Add'?"])
  }
}
