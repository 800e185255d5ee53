import Dataflow
import TestSupport
import Testing

@Suite struct GraphCheckerTests {
  @Test func `all mistakes of a file are reported in one go, in the order of their places`() {
    let text = """
      weft: 1
      inputs:
        width: {type: Integer, default: 100, in: 64..4096}
      nodes:
        painted:
          kind: Paint
          widht: $inputs.width
          style: oi
        total: {kind: Add, left: $painted}
        loop: {kind: Slow, number: $loop}
        saved: {kind: Svae, number: $total}
      output: {total: $total}
      outputs:
        last: $totel
      """
    let error = #expect(throws: DiagnosticList.self) {
      try TestLibrary.checker.graph(SourceText(file: "portrait.yaml", text: text))
    }
    #expect(
      error?.description == """
        portrait.yaml:7:5: error: Paint has no input 'widht'; did you mean 'width'?
            widht: $inputs.width
            ^
        portrait.yaml:8:12: error: 'style' of Paint: 'oi' is none of ink, oil; did you mean 'oil'?
            style: oi
                   ^
        portrait.yaml:9:3: error: Add needs 'right'
          total: {kind: Add, left: $painted}
          ^
        portrait.yaml:9:28: error: 'left' of Add is an Integer, and this is a Text
          total: {kind: Add, left: $painted}
                                   ^
        portrait.yaml:10:3: error: node 'loop' needs its own result: loop → loop
          loop: {kind: Slow, number: $loop}
          ^
        portrait.yaml:11:17: error: there is no kind of node 'Svae'; did you mean 'Save'?
          saved: {kind: Svae, number: $total}
                        ^
        portrait.yaml:12:1: error: a graph has no 'output'; did you mean 'outputs'?
        output: {total: $total}
        ^
        portrait.yaml:14:9: error: there is no node 'totel'; did you mean '$total'?
          last: $totel
                ^
        """)
  }

  @Test func `a graph that can run comes with its warnings`() throws {
    let text = "weft: 1\nnodes: {a: {kind: Number}, b: {kind: Number}}\noutputs: {a: $a}"
    let (graph, warnings) = try TestLibrary.checker.graph(SourceText(file: "a.yaml", text: text))
    #expect(graph.nodes.map(\.id) == ["a", "b"])
    #expect(warnings.diagnostics.map(\.severity) == [.warning] && !warnings.hasErrors)
  }

  @Test func `anchors and merges write a graph shorter`() async throws {
    let graph = try testGraph(
      """
      nodes:
        one: &one {kind: Paint, width: 64, style: ink}
        two: {<<: *one, width: 128}
        three: {<<: *one, seed: 3}
      outputs: {one: $one, two: $two, three: $three}
      """)
    let result = await Evaluator().run(graph)
    #expect(
      result.outputs.map { $0.value as? String } == ["ink 64 -", "ink 128 -", "ink 64 3"])
  }

  @Test func `a chain of 100 000 nodes is checked without recursion`() {
    expectFaults(chainText(100_000), [:])
  }

  @Test func `a message that would quote something huge is abridged`() {
    let name = String(repeating: "x", count: 1_000_000)
    let text = "weft: 1\nnodes: {a: {kind: Number, value: \(name)}}"
    let faults = TestLibrary.checker.faults(SourceText(file: "a.yaml", text: text)).diagnostics
    #expect(faults.count == 1 && faults[0].message.count == 903)
    #expect(faults[0].message.hasSuffix("x' is not an Integer"))
  }
}
