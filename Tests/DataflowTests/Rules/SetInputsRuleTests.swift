import Dataflow
import TestSupport
import Testing

@Suite struct SetInputsRuleTests {
  static let text = """
    inputs:
      name: {type: Text}
    nodes:
      a: {kind: Join, first: $inputs.name}
    outputs: {a: $a}
    """

  @Test func `a graph is right without the values that its caller sets`() {
    expectFaults(Self.text, [:])
  }

  @Test func `a graph runs only with a value for every input`() async throws {
    let error = #expect(throws: DiagnosticList.self) { try testGraph(Self.text) }
    #expect(
      error?.description == """
        test.yaml:3:3: error: input 'name' has no default; set it with --set name=…
          name: {type: Text}
          ^
        """)
    let result = await Evaluator().run(try testGraph(Self.text, [GraphSetting("name", "")]))
    #expect(result["a"] as? String == "")
  }
}
