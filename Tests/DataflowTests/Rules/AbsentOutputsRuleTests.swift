import TestSupport
import Testing

@Suite struct AbsentOutputsRuleTests {
  @Test func `what a conditional node gives goes where it may be absent`() {
    expectFaults(
      """
      inputs:
        flag: {type: Boolean, default: true}
        other: {type: Boolean, default: true}
      nodes:
        number: {kind: Number, when: $inputs.flag, value: 3}
        always: {kind: Number, when: true}
        same: {kind: Add, when: $inputs.flag, left: $number, right: $always}
        value: {kind: Number, value: $same.sum}
        first: {kind: FirstPresent, first: $number, second: 1}
        sum: {kind: Add, left: $first, right: $value}
        over: {kind: Add, when: $inputs.other, left: $sum, right: 1}
      outputs: {number: $number, sum: $sum, over: $over}
      """, [:])
  }

  @Test func `where it must not be absent the link is reported`() {
    expectFaults(
      """
      inputs:
        flag: {type: Boolean, default: true}
        other: {type: Boolean, default: true}
      nodes:
        number: {kind: Number, when: $inputs.flag, value: 3}
        sum: {kind: Add, left: ①$number, right: 1}
        other: {kind: Add, when: $inputs.other, left: ②$number, right: 1}
        many: {kind: Sum, numbers: [1, ③$number]}
        each: {kind: Add, for_each: {left: [④$number, 1]}, right: 1}
        never: {kind: Number, when: false}
        last: {kind: Sum, numbers: [⑤$never]}
        yes: {kind: Not, value: $inputs.flag, when: $inputs.other}
        then: {kind: Number, when: ⑥$yes}
      outputs: {a: $sum, b: $other, c: $many, d: $each, e: $last, f: $then}
      """,
      [
        "①": "node 'number' is under 'when', and 'left' of Add needs a value; give this node the "
          + "same 'when', or fall back with FirstPresent",
        "②": "node 'number' is under 'when', and 'left' of Add needs a value; give this node the "
          + "same 'when', or fall back with FirstPresent",
        "③": "node 'number' is under 'when', and 'numbers' of Sum needs a value; give this node "
          + "the same 'when', or fall back with FirstPresent",
        "④": "node 'number' is under 'when', and 'left' of Add needs a value; give this node the "
          + "same 'when', or fall back with FirstPresent",
        "⑤": "node 'never' is under 'when', and 'numbers' of Sum needs a value; give this node "
          + "the same 'when', or fall back with FirstPresent",
        "⑥": "node 'yes' is under 'when', and 'when' of Number needs a value; give this node the "
          + "same 'when', or fall back with FirstPresent",
      ])
  }

  static let part = """
    inputs:
      flag: {type: Boolean, default: true}
      number: {type: Integer, default: 5}
      maybe: {type: Integer, default: null}
    nodes:
      value: {kind: Number, when: $inputs.flag, value: $inputs.number}
      kept: {kind: Number, value: $inputs.maybe}
    outputs: {value: $value, number: $inputs.number, kept: $kept}
    """

  @Test func `what a graph may not give is known where it is a node`() {
    expectFaults(
      """
      inputs: {flag: {type: Boolean, default: true}}
      nodes:
        part: {kind: ./part.yaml}
        sum: {kind: Add, left: ①$part.value, right: $part.number}
        conditional: {kind: ./part.yaml, when: $inputs.flag}
        handed: {kind: Number, value: ②$conditional.number}
        each: {kind: ./part.yaml, for_each: {number: [1, 2]}}
        all: {kind: Sum, numbers: ③$each.value}
        number: {kind: Number, when: $inputs.flag}
        given: {kind: ./part.yaml, number: ④$number, maybe: $number}
        again: {kind: ./part.yaml, repeat: ⑤{times: 2, carry: {number: number}}}
      outputs: {a: $sum, b: $handed, c: $all, d: $given.kept, e: $again.number}
      """,
      [
        "①": "'part' may give nothing here, and 'left' of Add needs a value; fall back with "
          + "FirstPresent",
        "②": "output 'number' only hands an input on, and 'when' cannot make that absent; link to "
          + "what the input is given",
        "③": "output 'value' may be absent, and 'for_each' needs it of every run; let the graph "
          + "fall back with FirstPresent",
        "④": "'number' may give nothing here, and 'number' of part.yaml has a default that counts "
          + "only where nothing is written; fall back with FirstPresent",
        "⑤": "output 'value' may be absent, and 'repeat' needs it of every run; let the graph fall "
          + "back with FirstPresent",
      ], by: TestFiles(["part.yaml": Self.part]).checker)
  }
}
