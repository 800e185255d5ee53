import TestSupport
import Testing

@testable import Dataflow

@Suite struct ScalarTests {
  private struct Show: Node {
    static let summary = "What scalars are."
    @Input("The scalars.") var values: [Scalar]
    @Input("Another.") var last: Scalar?
    @Output("Their types and texts.") var text: String
    func run(in context: NodeContext) async throws {
      text = (values + [last].compactMap(\.self)).compactMap(\.identityText)
        .joined(separator: ", ")
    }
  }

  private static let checker = GraphChecker(
    catalog: NodeCatalog([Show.self, Number.self, Scale.self, Join.self, Paint.self, Shapes.self]))

  private func shown(_ text: String) async throws -> String? {
    let source = SourceText(file: "test.yaml", text: "weft: 1\n" + text)
    let result = await Evaluator().run(try Self.checker.graph(source).graph)
    return result["text"] as? String
  }

  @Test func `values of several types go into one list`() async throws {
    let text = try await shown(
      """
      inputs:
        style: {type: Choice, choices: [ink, oil], default: oil}
        seed: {type: Seed, default: 18446744073709551615}
        flag: {type: Boolean, default: true}
        path: {type: Path, default: a.png}
      nodes:
        number: {kind: Number, value: 3}
        half: {kind: Scale, number: 0.5}
        words: {kind: Join, first: a hat}
        show:
          kind: Show
          values: [$number, $half, $words, $inputs.style, $inputs.seed, $inputs.flag, $inputs.path]
          last: $number
      outputs: {text: $show}
      """)
    #expect(
      text == "Integer 3, Number 0.5, Text a hat, Choice oil, Seed 18446744073709551615, "
        + "Boolean true, Path a.png, Integer 3")
  }

  @Test func `a scalar of the graph is a number if it is written so, and stays what was written`()
    async throws
  {
    let text = try await shown(
      """
      inputs: {who: {type: Text, default: you}}
      nodes:
        show:
          kind: Show
          values: [3, 0.10, 1e3, true, "3", a hat, 007, 18446744073709551615, "hey ${inputs.who}"]
      outputs: {text: $show}
      """)
    #expect(
      text == "Integer 3, Number 0.10, Number 1e3, Boolean true, Text 3, Text a hat, Text 007, "
        + "Seed 18446744073709551615, Text hey you")
  }

  @Test func `a list of values of one type goes where scalars are wanted`() async throws {
    let text = try await shown(
      """
      inputs: {sizes: {type: "[Integer]", default: [1, 2]}}
      nodes: {show: {kind: Show, values: $inputs.sizes}}
      outputs: {text: $show}
      """)
    #expect(text == "Integer 1, Integer 2")
  }

  @Test
  func `the same characters of another type are another scalar, also where results are reused`()
    async throws
  {
    let text = try await shown(
      """
      nodes:
        number: {kind: Number, value: 1}
        words: {kind: Join, first: "1"}
        first: {kind: Show, values: [$number]}
        second: {kind: Show, values: [$words]}
        text: {kind: Show, values: [$first, $second]}
      outputs: {text: $text}
      """)
    #expect(text == "Text Integer 1, Text Text 1")
  }

  @Test func `a value that no scalar stands for is refused`() {
    expectFaults(
      """
      nodes:
        shape: {kind: Shapes}
        list: {kind: Show, values: [1]}
        show: {kind: Show, values: [①$shape], last: $list}
      outputs: {text: $show}
      """,
      ["①": "an element of 'values' of Show is a Scalar, and this is a Shape"],
      by: Self.checker)
  }

  @Test func `a graph with an input that may be any scalar runs again from its resolved text`()
    throws
  {
    let source = SourceText(
      file: "test.yaml",
      text: """
        weft: 1
        inputs: {one: {type: Scalar, default: "1"}, two: {type: Scalar, default: 1e3}}
        nodes: {show: {kind: Show, values: [$inputs.one, $inputs.two]}}
        outputs: {text: $show}
        """)
    let resolved = ResolvedGraph(try Self.checker.graph(source).graph).text
    #expect(resolved.contains("default: \"1\""))
    #expect(resolved.contains("default: 1e3"))
  }
}
