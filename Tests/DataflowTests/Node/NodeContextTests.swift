import Dataflow
import TestSupport
import Testing

@Suite struct NodeContextTests {
  @Test
  func `a relative path begins at the graph's folder, one that a caller sets at the caller's`()
    async throws
  {
    let text = """
      weft: 1
      inputs: {path: {type: Path, default: a.png}}
      nodes: {a: {kind: Open, path: $inputs.path}}
      outputs: {a: $a}
      """
    func target(_ file: String, _ settings: [GraphSetting] = []) async throws -> String? {
      let source = SourceText(file: file, text: text)
      let graph = try TestLibrary.checker.graph(source, settings: settings).graph
      return await Evaluator().run(graph)["a"] as? String
    }
    #expect(try await target("g.yaml") == "a.png")
    #expect(try await target("x/g.yaml") == "x/a.png")
    #expect(
      try await target("x/g.yaml", [GraphSetting("path", "b.png", workingFolder: "/home")])
        == "/home/b.png")
    #expect(
      try await target("x/g.yaml", [GraphSetting("path", "/b.png", workingFolder: "/home")])
        == "/b.png")
  }

  @Test func `progress is an event for each step`() async throws {
    let log = EventLog()
    let graph = try testGraph("nodes: {a: {kind: Slow, steps: 3}}\noutputs: {a: $a}")
    _ = await Evaluator { log.record($0) }.run(graph)
    let steps = log.all.compactMap { event -> [Int]? in
      if case .progress("a", let step, let count) = event { [step, count] } else { nil }
    }
    #expect(steps == [[1, 3], [2, 3], [3, 3]])
  }

  @Test func `a node can be run without an engine`() async throws {
    let node = Save()
    let written = EventLog()
    let context = NodeContext(node: "saved", outputFolder: "out") { report in
      if case .wrote(let path) = report { written.record(.wrote("saved", path: path)) }
    }
    var set = node
    set.number = 1
    try await set.run(in: context)
    #expect(written.all.count == 1)
  }
}
