import TestSupport
import Testing

@Suite struct RepetitionRuleTests {
  @Test func `what is carried is an output that the input takes`() {
    expectFaults(
      """
      nodes:
        a: {kind: Add, repeat: {times: 3, carry: {lfet: ①smu}}, left: 1, right: 1}
        b: {kind: Join, repeat: {times: 3, carry: {first: text, second: text}}, first: a}
        c: {kind: Classed, repeat: {times: 3, carry: {number: ②name}}}
        d: {kind: Add, repeat: {times: 3, carry: {left: sum}, until: ③sum}, left: 1, right: 1}
        e: {kind: Add, repeat: {times: 3, carry: {left: sum}, until: ④done}, left: 1, right: 1}
        f: {kind: Add, repeat: {times: 3, carry: {left: sum}}, right: 1}
      outputs: {a: $a, b: $b, c: $c, d: $d, e: $e}
      """,
      [
        "3:45": "Add has no input 'lfet'; did you mean 'left'?",
        "①": "Add has no output 'smu'; did you mean 'sum'?",
        "②": "'number' of Classed is an Integer, and its output 'name' is a Text",
        "③": "'until' names a Boolean output, and 'sum' is an Integer",
        "④": "Add has no output 'done'",
        "8:3": "Add needs 'left'",
      ])
  }

  @Test func `how often is an Integer of at least 1, and something is carried`() {
    expectFaults(
      """
      inputs: {count: {type: Integer, default: 0}}
      nodes:
        a: {kind: Add, repeat: {times: ①0, carry: {left: sum}}, left: 1, right: 1}
        b: {kind: Add, repeat: {times: ②many, carry: {left: sum}}, left: 1, right: 1}
        c: {kind: Add, repeat: ③{carry: {left: sum}}, left: 1, right: 1}
        d: {kind: Add, repeat: ④{times: 3}, left: 1, right: 1}
        e: {kind: Add, repeat: {times: 3, carry: {left: ⑤$sum}}, left: 1, right: 1}
        f: {kind: Add, repeat: {times: 3, ⑥cary: {left: sum}}, left: 1, right: 1}
        g: {kind: Add, repeat: ⑦3, left: 1, right: 1}
        h: {kind: Add, repeat: {times: $inputs.count, carry: {left: sum}}, left: 1, right: 1}
      outputs: {a: $a, b: $b, c: $c, d: $d, e: $e, f: $f, g: $g, h: $h}
      """,
      [
        "①": "'times' of Add: 0 must be in 1..",
        "②": "'times' of Add: 'many' is not an Integer",
        "③": "'repeat' has no 'times', the most that the node is run",
        "④":
          "'repeat' carries nothing from one run to the next, such as 'carry: {image: improved}'",
        "⑤": "an output of the node itself is named without a dollar: sum",
        "⑥": "'repeat' has no 'cary'; did you mean 'carry'?",
        "9:26": "'repeat' carries nothing from one run to the next, such as "
          + "'carry: {image: improved}'",
        "⑦": "'repeat' is a mapping such as {times: 8, carry: {image: improved}}, not a scalar",
        "2:42": "input 'count' goes into 'times' of Add: 0 must be in 1..",
      ])
  }
}
