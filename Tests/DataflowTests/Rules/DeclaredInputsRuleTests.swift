import TestSupport
import Testing

@Suite struct DeclaredInputsRuleTests {
  @Test func `an input the node does not declare is reported at its key`() {
    expectFaults(
      """
      nodes:
        painted:
          kind: Paint
          ①widht: 768
          ②colour: red
      outputs: {painted: $painted}
      """,
      [
        "①": "Paint has no input 'widht'; did you mean 'width'?",
        "②": "Paint has no input 'colour'",
      ])
  }
}
