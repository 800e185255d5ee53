import TestSupport
import Testing

@Suite struct SubstitutionRuleTests {
  @Test func `values that have a text are put into texts and paths`() {
    expectFaults(
      """
      inputs:
        name: {type: Text, default: x}
        on: {type: Boolean, default: true}
        many: {type: [Integer], default: [1]}
        size: {type: Integer, default: 3}
        scale: {type: Number, default: 0.5}
        seed: {type: Seed, default: 9}
        style: {type: Choice, choices: [ink], default: ink}
      nodes:
        good: {kind: Join, first: "${inputs.name} ${inputs.size} ${inputs.scale} ${inputs.seed} ${inputs.style}"}
        open: {kind: Open, path: "${inputs.name}.png"}
        bad: {kind: Join, first: ①"${inputs.on}", second: ②"${inputs.many}"}
        number: {kind: Number, value: ③"${inputs.size}"}
      outputs: {good: $good, open: $open, bad: $bad, number: $number}
      """,
      [
        "①": "$inputs.on is a Boolean, which cannot be put into a text",
        "②": "$inputs.many is an [Integer], which cannot be put into a text",
        "③": "'value' of Number is an Integer, and putting values into a text makes a Text",
      ])
  }
}
