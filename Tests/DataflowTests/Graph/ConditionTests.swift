import Dataflow
import TestSupport
import Testing

/// `when:` on nodes, run.
@Suite struct ConditionTests {
  static let text = """
    inputs: {flag: {type: Boolean, default: true}}
    nodes:
      number: {kind: Number, when: $inputs.flag, value: 3}
      twice: {kind: Add, when: $inputs.flag, left: $number, right: $number}
      saved: {kind: Save, when: $inputs.flag, number: $twice}
      value: {kind: Number, value: $twice}
      first: {kind: FirstPresent, first: $twice, second: 1}
    outputs: {twice: $twice, value: $value, first: $first}
    """

  func run(_ text: String, _ settings: [GraphSetting] = []) async throws -> (RunResult, [String]) {
    let log = EventLog()
    let result = await Evaluator(handler: log.record).run(try testGraph(text, settings))
    return (result, log.started)
  }

  @Test func `a condition known to be true changes nothing`() async throws {
    let (result, started) = try await run(Self.text)
    #expect(result.outputs.map(\.value.display) == ["6", "6", "6"])
    #expect(started == ["number", "twice", "value", "first", "saved"])
  }

  @Test func `a condition known to be false removes the node and what it would save`()
    async throws
  {
    let graph = try testGraph(Self.text, [GraphSetting("flag", "false")])
    #expect(graph.nodes.map(\.id) == ["value", "first"])
    let (result, started) = try await run(Self.text, [GraphSetting("flag", "false")])
    #expect(result.outputs.map(\.name) == ["value", "first"])
    #expect(result.outputs.map(\.value.display) == ["0", "1"])
    #expect(result.failures.isEmpty && started == ["value", "first"])
  }

  @Test(arguments: [(false, ["6", "6", "6"]), (true, ["0", "1"])])
  func `a condition that a node makes is asked first`(isNot: Bool, outputs: [String]) async throws {
    let text = Self.text.replacing("$inputs.flag", with: "$is")
      .replacing("nodes:", with: "nodes:\n  is: {kind: Not, value: $inputs.flag}")
    let (result, started) = try await run(text, [GraphSetting("flag", isNot ? "true" : "false")])
    #expect(result.outputs.map(\.value.display) == outputs)
    #expect(started.contains("number") != isNot && started.first == "is")
  }
}
