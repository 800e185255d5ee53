import TestSupport
import Testing

@Suite struct TypesAgreeRuleTests {
  @Test func `what a link leads to is of the type wanted`() {
    expectFaults(
      """
      inputs:
        name: {type: Text, default: x}
        style: {type: Choice, choices: [ink, chalk], default: ink}
        count: {type: Integer, default: 3}
      nodes:
        shape: {kind: Shapes}
        a: {kind: Add, left: ①$shape, right: ②$inputs.name}
        sum: {kind: Sum, numbers: ③$shape.corners}
        sum2: {kind: Sum, numbers: [$shape.corners, ④$shape]}
        painted: {kind: Paint, style: ⑤$inputs.style, width: ⑥[64]}
        scaled: {kind: Scale, number: $inputs.count}
      outputs: {a: $a, sum: $sum, sum2: $sum2, painted: $painted, scaled: $scaled}
      """,
      [
        "①": "'left' of Add is an Integer, and this is a Shape",
        "②": "'right' of Add is an Integer, and this is a Text",
        "③": "'numbers' of Sum is an [Integer], and this is an Integer; put the link in brackets",
        "④": "an element of 'numbers' of Sum is an Integer, and this is a Shape",
        "⑤": "'style' of Paint is one of ink, oil; the input may be 'chalk'",
        "⑥": "'width' of Paint is an Integer, not a list",
      ])
  }
}
