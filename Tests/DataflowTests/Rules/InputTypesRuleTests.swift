import TestSupport
import Testing

@Suite struct InputTypesRuleTests {
  @Test func `an input is of a type that there is and says what its type can`() {
    expectFaults(
      """
      inputs:
        a: {type: ①Intger, default: 1}
        ②b: {type: Choice, default: x}
        c: {type: Text, choices: [③x], default: x}
        d: {type: Text, in: ④1..2, default: x}
        e: {type: Integer, in: ⑤1-2, default: 1}
        f: {type: Integer, in: ⑥9..1, default: 1}
        g: {type: Text, family: [⑦flux], capability: ⑧edit, default: x}
        h: {type: "[Shape]"}
        i: {type: Style, default: ink}
        j: {type: Number, in: 0.5.., default: 1}
      nodes: {}
      """,
      [
        "①": "there is no type \"Intger\"; did you mean 'Integer'?",
        "②": "a Choice says what may be chosen: 'choices: [a, b]'",
        "③": "'choices' is for a Choice, not for a Text",
        "④": "'in' is for numbers, not for a Text",
        "⑤": "\"1-2\" is no range of Integers such as 0..10, 0.. or ..10",
        "⑥": "\"9..1\" is no range of Integers such as 0..10, 0.. or ..10",
        "⑦": "'family' is for a ModelName, not for a Text",
        "⑧": "'capability' is for a ModelName, not for a Text",
      ])
  }
}
