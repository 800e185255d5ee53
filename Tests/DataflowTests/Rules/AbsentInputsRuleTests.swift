import Dataflow
import TestSupport
import Testing

@Suite struct AbsentInputsRuleTests {
  @Test func `an absent input goes where the node's input is optional or has a default`()
    async throws
  {
    let text = """
      inputs:
        seed: {type: Seed, default: null}
        width: {type: Integer, default: ~}
        value: {type: Integer, default: null}
      nodes:
        painted: {kind: Paint, seed: $inputs.seed, width: $inputs.width}
        number: {kind: Number, value: $inputs.value}
      outputs: {painted: $painted, number: $number}
      """
    let absent = await Evaluator().run(try testGraph(text))
    let written = await Evaluator().run(
      try testGraph(
        """
        nodes:
          painted: {kind: Paint}
          number: {kind: Number}
        outputs: {painted: $painted, number: $number}
        """))
    #expect(absent["painted"] as? String == written["painted"] as? String)
    #expect(absent["number"] as? Int == 0)

    let set = await Evaluator().run(try testGraph(text, [GraphSetting("value", "7")]))
    #expect(set["number"] as? Int == 7)
  }

  @Test func `an absent input is absent in the resolved graph, and may be set absent`() throws {
    let text = """
      inputs:
        value: {type: Integer, default: 3}
      nodes:
        number: {kind: Number, value: $inputs.value}
      outputs: {number: $number}
      """
    let graph = try testGraph(text, [GraphSetting("value", "null")])
    #expect(ResolvedGraph(graph).text.contains("    default: null\n"))
    #expect(ResolvedGraph(graph).inputs.map(\.value) == ["null"])
  }

  @Test func `an absent input where a value is needed is reported at the link`() {
    expectFaults(
      """
      inputs:
        left: {type: Integer, default: null}
        all: {type: Integer, default: null}
        name: {type: Integer, default: null}
      nodes:
        sum: {kind: Add, left: ①$inputs.left, right: 1}
        many: {kind: Sum, numbers: [1, ②$inputs.all]}
        text: {kind: Join, first: ③"number ${inputs.name}"}
      outputs: {sum: $sum, many: $many, text: $text, left: ④$inputs.left}
      """,
      [
        "①": "input 'left' is absent, and 'left' of Add needs a value; set it with --set left=…",
        "②": "input 'all' is absent, and 'numbers' of Sum needs a value; set it with --set all=…",
        "③": "input 'name' is absent, and 'first' of Join needs a value; set it with --set name=…",
        "④": "input 'left' is absent, and output 'left' needs a value; set it with --set left=…",
      ])
  }
}
