import TestSupport
import Testing

@Suite struct CyclesRuleTests {
  @Test func `each cycle is named node by node`() {
    expectFaults(
      """
      nodes:
        ①self: {kind: Slow, number: $self}
        start: {kind: Add, left: $b, right: 1}
        ②a: {kind: Add, left: $c, right: 1}
        b: {kind: Add, left: $a, right: 1}
        c: {kind: Sum, numbers: [1, $b]}
        ③lazy: {kind: Pick, condition: true, first: $back}
        back: {kind: Slow, number: $lazy}
      outputs: {start: $start}
      """,
      [
        "①": "node 'self' needs its own result: self → self",
        "②": "node 'a' needs its own result: a → c → b → a",
        "③": "node 'lazy' needs its own result: lazy → back → lazy",
      ])
  }

  @Test func `a long cycle is named at its ends`() {
    var text = "nodes:\n  ①n0: {kind: Slow, number: $n19}\n"
    for index in 1..<20 { text += "  n\(index): {kind: Slow, number: $n\(index - 1)}\n" }
    expectFaults(
      text,
      [
        "①": "node 'n0' needs its own result: n0 → n19 → n18 → n17 → n16 → n15 → … 10 more … → n4 "
          + "→ n3 → n2 → n1 → n0"
      ])
  }

  @Test func `a cycle of 20 000 nodes is found without recursion`() {
    let count = 20_000
    var lines = ["nodes:", "  ①n0: {kind: Slow, number: $n\(count - 1)}"]
    for index in 1..<count { lines.append("  n\(index): {kind: Slow, number: $n\(index - 1)}") }
    expectFaults(
      lines.joined(separator: "\n"),
      [
        "①": "node 'n0' needs its own result: n0 → n19999 → n19998 → n19997 → n19996 → n19995 → "
          + "… 19990 more … → n4 → n3 → n2 → n1 → n0"
      ])
  }
}
