import TestSupport
import Testing

@Suite struct LiteralsRuleTests {
  @Test func `a scalar that is no value of its input is reported where it stands`() {
    expectFaults(
      """
      nodes:
        painted: {kind: Paint, style: ①inc, width: ②100, seed: ③-1}
        n: {kind: Number, value: ④1001}
        sum: {kind: Sum, numbers: [1, ⑤two, 3]}
        shape: {kind: Shapes, base: ⑥round}
        picked: {kind: Pick, condition: ⑦yes, first: 1}
      outputs: {a: $painted, b: $n, c: $sum, d: $shape, e: $picked}
      """,
      [
        "①": "'style' of Paint: 'inc' is none of ink, oil; did you mean 'ink'?",
        "②": "'width' of Paint: 100 must be a multiple of 16, such as 96 or 112",
        "③": "'seed' of Paint: '-1' is not a Seed, which is from 0 to 18446744073709551615",
        "④": "'value' of Number: 1001 must be in -1000..1000",
        "⑤": "'numbers' of Sum: 'two' is not an Integer",
        "⑥":
          "'base' of Shapes: 'round' cannot be read as a Shape, which only a node makes; link one as $node",
        "⑦": "'condition' of Pick: 'yes' is not a Boolean; write true or false",
      ])
  }

  @Test func `null is nothing where an input may be absent, and text where a Text is wanted`() {
    expectFaults(
      """
      nodes:
        a: {kind: Paint, seed: ~}
        b: {kind: Shapes, base: }
        c: {kind: Join, first: a, second: null}
        d: {kind: Number, value: ①null}
      outputs: {a: $a, b: $b, c: $c, d: $d}
      """,
      ["①": "'value' of Number: 'null' is not an Integer"])
  }
}
