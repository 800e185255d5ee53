import Dataflow
import TestSupport
import Testing

@Suite struct ResolvedGraphTests {
  static let text = """
    about: "A: test"
    inputs:
      who: {type: Text, default: "a cat"}
      factor: {type: Number, in: 0..10, default: 1.5, about: How much.}
      style: {type: Choice, choices: [ink, oil], default: oil}
      many: {type: [Integer], default: [1, 2]}
      seed: {type: Seed, default: 18446744073709551615}
    nodes:
      words:
        kind: Join
        second: "$${literal} and ${inputs.who}"
        first: $$5
      painted: {kind: Paint, style: $inputs.style, seed: $inputs.seed, width: 64}
      unset: {kind: Paint, seed: null}
      scaled: {kind: Scale, number: 2, factor: $inputs.factor}
      sum: {kind: Sum, numbers: $inputs.many}
    outputs:
      words: $words.text
      painted: $painted
      unset: $unset
      scaled: $scaled
      sum: $sum
    """

  @Test func `inputs have the run's values and the rest is canonical`() throws {
    let graph = try testGraph(
      Self.text,
      [
        GraphSetting("who", "$money \"here\"\n#1: é"), GraphSetting("style", "ink"),
        GraphSetting("many", "[3, 4]"), GraphSetting("factor", "2"),
      ])
    let resolved = ResolvedGraph(graph)
    #expect(
      resolved.text == """
        weft: 1
        about: "A: test"

        inputs:
          who:
            type: Text
            default: "$$money \\"here\\"\\n#1: é"
          factor:
            type: Number
            about: "How much."
            default: 2
            in: 0..10
          style:
            type: Choice
            default: ink
            choices: [ink, oil]
          many:
            type: "[Integer]"
            default: [3, 4]
          seed:
            type: Seed
            default: 18446744073709551615

        nodes:
          words:
            kind: Join
            second: "$${literal} and ${inputs.who}"
            first: $$5
          painted:
            kind: Paint
            style: $inputs.style
            seed: $inputs.seed
            width: 64
          unset:
            kind: Paint
            seed: null
          scaled:
            kind: Scale
            number: 2
            factor: $inputs.factor
          sum:
            kind: Sum
            numbers: $inputs.many

        outputs:
          words: $words.text
          painted: $painted
          unset: $unset
          scaled: $scaled
          sum: $sum

        """)
    #expect(
      resolved.inputs.map(\.value) == [
        "$money \"here\"\n#1: é", "2", "ink", "[3, 4]", "18446744073709551615",
      ])
  }

  @Test func `the text runs again to the same values and is itself when resolved again`()
    async throws
  {
    let settings = [GraphSetting("who", "$${x} \u{1F600}\u{7}\u{2028}"), GraphSetting("seed", "3")]
    let graph = try testGraph(Self.text, settings)
    let text = ResolvedGraph(graph).text
    let again = try TestLibrary.checker.graph(SourceText(file: "b.yaml", text: text)).graph
    #expect(ResolvedGraph(again).text == text)
    let first = await Evaluator().run(graph)
    let second = await Evaluator().run(again)
    #expect(first.outputs.map(\.value.display) == second.outputs.map(\.value.display))
    #expect(first.outputs.count == 5)
  }

  @Test func `a node sees the graph it is in`() async throws {
    let graph = try testGraph("nodes:\n  a: {kind: Describe}\noutputs: {a: $a}")
    let result = await Evaluator().run(graph)
    #expect(result["a"] as? String == ResolvedGraph(graph).text)
  }
}
