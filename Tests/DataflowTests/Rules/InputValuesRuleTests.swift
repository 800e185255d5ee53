import Dataflow
import TestSupport
import Testing

@Suite struct InputValuesRuleTests {
  @Test func `a default is a value of its type, in range and one of the choices`() {
    expectFaults(
      """
      inputs:
        a: {type: Integer, default: ①x}
        b: {type: Integer, in: 1..9, default: ②10}
        c: {type: Choice, choices: [ink, oil], default: ③inc}
        d: {type: [Integer], in: 0..5, default: [1, ④two, ⑤6]}
        e: {type: Text, default: ⑥$a}
        f: {type: Integer, default: ⑦[1]}
      nodes: {}
      """,
      [
        "①": "input 'a': 'x' is not an Integer",
        "②": "input 'b': 10 must be in 1..9",
        "③": "input 'c': 'inc' is none of ink, oil; did you mean 'ink'?",
        "④": "input 'd': 'two' is not an Integer",
        "⑤": "input 'd': 6 must be in 0..5",
        "⑥": "input 'e': a default is a value, not a link",
        "⑦": "input 'f': an Integer is no list",
      ])
  }

  @Test func `a value fits every node that it goes into`() {
    expectFaults(
      """
      inputs:
        width: {type: Integer, default: ①100}
      nodes:
        a: {kind: Paint, width: $inputs.width}
        b: {kind: Paint, width: $inputs.width, style: ink}
      outputs: {a: $a, b: $b}
      """,
      [
        "①":
          "input 'width' goes into 'width' of Paint: 100 must be a multiple of 16, such as 96 or 112"
      ])
  }

  @Test func `what a caller sets is checked like a default`() {
    expectFaults(
      """
      inputs:
        width: {type: Integer, default: 64, in: 16..}
        names: {type: [Text], default: []}
        seed: {type: Seed, default: 1}
      nodes:
        a: {kind: Paint, width: $inputs.width, seed: $inputs.seed}
        b: {kind: Sum, numbers: [1]}
      outputs: {a: $a, b: $b, names: $inputs.names}
      """,
      [
        "--set width": "input 'width' goes into 'width' of Paint: 65 must be a multiple of 16, "
          + "such as 64 or 80",
        "--set names": "input 'names': \"a\" is no list, such as [a, b]",
        "--set seed": "input 'seed': '-1' is not a Seed, which is from 0 to 18446744073709551615",
      ],
      settings: [
        GraphSetting("width", "1"), GraphSetting("width", "65"), GraphSetting("names", "a"),
        GraphSetting("seed", "-1"),
      ])
  }
}
