import Dataflow
import TestSupport
import Testing

@Suite struct SettingsRuleTests {
  @Test func `a value for an input that the graph has not is reported at its option`() {
    expectFaults(
      """
      inputs:
        width: {type: Integer, default: 64}
      nodes:
        a: {kind: Paint, width: $inputs.width}
      outputs: {a: $a}
      """,
      [
        "--set widht": "the graph has no input 'widht'; did you mean 'width'?",
        "--set colour": "the graph has no input 'colour'",
      ], settings: [GraphSetting("widht", "1"), GraphSetting("colour", "red")])
  }
}
