import Dataflow
import Testing

@Suite struct GraphDrawingTests {
  private static let files = TestFiles([
    "parts/double.yaml": """
    inputs:
      number: {type: Integer}
    nodes:
      twice: {kind: Add, left: $inputs.number, right: $inputs.number}
      more: {kind: Add, left: $twice, right: 1}
    outputs: {twice: $twice, more: $more}
    """
  ])

  private func drawing(_ text: String) throws -> GraphDrawing {
    try Self.files.checker.drawing(SourceText(file: "test.yaml", text: "weft: 1\n" + text))
  }

  @Test func `inputs, nodes and outputs are boxes, and links arrows with their types`() throws {
    let drawing = try drawing(
      """
      inputs:
        seed: {type: Integer}
      nodes:
        a: {kind: Number}
        sum: {kind: Sum, numbers: [$a, $inputs.seed, 3]}
        saved: {kind: Save, number: $inputs.seed}
      outputs: {total: $sum.count}
      """)
    #expect(
      drawing.mermaid == """
        flowchart TD
          n0(["seed<br/>Integer"])
          n1["a<br/>Number"]
          n2["sum<br/>Sum"]
          n3["saved<br/>Save"]
          n4[["total"]]
          n1 -->|"Integer"| n2
          n0 -->|"Integer"| n2
          n0 -->|"Integer"| n3
          n2 -->|"Integer"| n4
          classDef input fill:#fef3c7,stroke:#b45309,color:#000
          class n0 input
          classDef sink fill:#dcfce7,stroke:#15803d,color:#000
          class n3 sink
          classDef output fill:#dcfce7,stroke:#15803d,color:#000
          class n4 output

        """)
  }

  @Test func `what may not be asked for and what decides whether a node runs is dashed`() throws {
    let drawing = try drawing(
      """
      nodes:
        a: {kind: Number}
        b: {kind: Pick, condition: true, first: $a, second: 2}
        c: {kind: Describe, number: $a, when: $inputs.c}
      inputs: {c: {type: Boolean}}
      """)
    let dashed = drawing.dot.split(separator: "\n").filter { $0.contains("style=dashed]") }
    #expect(
      dashed == [
        "  \"a\" -> \"b\" [label=\"Integer\", style=dashed]",
        "  \"inputs.c\" -> \"c\" [label=\"when Boolean\", style=dashed]",
      ])
  }

  @Test func `a graph that is a node is a frame, which arrows go into`() throws {
    let drawing = try drawing(
      """
      nodes:
        a: {kind: Number}
        two: {kind: ./parts/double.yaml, number: $a}
        many: {kind: ./parts/double.yaml, for_each: {number: [$a, 2]}, when: $inputs.c}
      inputs: {c: {type: Boolean}}
      outputs: {one: $two.more, several: $many}
      """)
    let dot = drawing.dot
    #expect(dot.contains("label=\"two · parts/double.yaml\""))
    #expect(dot.contains("label=\"many · parts/double.yaml · when $inputs.c · for each number\""))
    #expect(dot.contains("\"a\" -> \"two/twice\" [label=\"Integer\"]"))
    #expect(dot.contains("\"two/twice\" -> \"two/more\" [label=\"Integer\"]"))
    #expect(dot.contains("\"two/more\" -> \"outputs.one\" [label=\"Integer\"]"))
    #expect(dot.contains("\"many/twice\" -> \"outputs.several\" [label=\"[Integer]\"]"))
    let svg = drawing.svg
    #expect(svg.matches(of: /stroke-dasharray="5 4"\/><text/).count == 2)
    #expect(drawing.mermaid.matches(of: /subgraph g\d\["/).count == 2)
  }

  @Test func `boxes of nodes take one more line, those of inputs do not`() throws {
    let drawing = try drawing("inputs: {a: {type: Text}}\nnodes: {b: {kind: Number}}")
      .annotated(["b": "ran · 1.00 s", "inputs.a": "no", "c": "no"])
    #expect(drawing.mermaid.contains("[\"b<br/>Number<br/>ran · 1.00 s\"]"))
    #expect(!drawing.mermaid.contains("no"))
  }

  @Test func `texts are escaped where they would be read as markup`() throws {
    let drawing = try GraphChecker(catalog: TestLibrary.catalog).drawing(
      SourceText(
        file: "<a & \"b\">.yaml",
        text: "weft: 1\ninputs: {a: {type: Integer, about: \"<b> & c\"}}\nnodes: {}\n"))
    #expect(drawing.svg.contains("<title>&lt;a &amp; &quot;b&quot;&gt;.yaml</title>"))
    #expect(drawing.svg.contains("<title>&lt;b&gt; &amp; c</title>"))
    #expect(drawing.dot.hasPrefix("digraph \"<a & \\\"b\\\">.yaml\" {\n"))
  }

  @Test func `a graph with faults is not drawn, one with inputs that are not set is`() throws {
    #expect(throws: DiagnosticList.self) { try drawing("nodes: {a: {kind: Nmber}}") }
    _ = try drawing("inputs: {a: {type: Text}}\nnodes: {}")
  }
}
