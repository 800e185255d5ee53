import TestSupport
import Testing

@Suite struct WalkedListsRuleTests {
  @Test func `lists walked together have one length, or length 1`() {
    expectFaults(
      """
      inputs: {seeds: {type: [Seed], default: [1, 2, 3]}}
      nodes:
        right: {kind: Paint, for_each: {seed: $inputs.seeds, width: [64], style: [ink, oil, ink]}}
        wrong: {kind: Paint, for_each: {seed: $inputs.seeds, width: ①[64, 128], style: ②[]}}
      outputs: {right: $right, wrong: $wrong}
      """,
      [
        "①": "'width' has 2 elements and 'seed' has 3; lists that are walked together have one "
          + "length, or length 1",
        "②": "'style' has 0 elements and 'seed' has 3; lists that are walked together have one "
          + "length, or length 1",
      ])
  }

  @Test func `a node walks lists of what its inputs take, each given once`() {
    expectFaults(
      """
      nodes:
        number: {kind: Number}
        a: {kind: Paint, for_each: {①widht: [64], width: ②64, seed: ③$number}}
        b: {kind: Add, for_each: {left: [④one, 2], ⑤right: [1, 2]}, right: 1}
        c: {kind: Add, for_each: ⑥{}, left: 1, right: 1}
        d: {kind: Add, for_each: ⑦[1], left: 1, right: 1}
        e: {kind: Number, for_each: ⑧{value: [1]}, repeat: {times: 1, carry: {value: number}}}
        f: {kind: Add, left: ⑨$b, right: 1}
        g: {kind: Number, ⑩foreach: [1]}
      outputs: {a: $a, c: $c, d: $d, e: $e, f: $f, g: $g}
      """,
      [
        "①": "Paint has no input 'widht'; did you mean 'width'?",
        "②": "'width' of Paint: [Integer] is a list; write [64] for a list of one",
        "③": "'seed' of Paint is a [Seed], and this is an Integer",
        "④": "'left' of Add: 'one' is not an Integer",
        "⑤": "'right' is given twice: by itself and in 'for_each'",
        "⑥": "'for_each' names no input to walk a list into",
        "⑦": "'for_each' is a mapping such as {seed: [1, 2, 3]}, not a list",
        "⑧": "a node has 'for_each' or 'repeat', not both; put one in a graph of its own",
        "⑨": "'left' of Add is an Integer, and this is an [Integer]",
        "⑩": "Number has no input 'foreach'; did you mean 'for_each'?",
      ])
  }
}
