import Dataflow
import Foundation
import TestSupport
import Testing

@Suite struct SecretTests {
  static let text = """
    inputs: {key: {type: Secret}}
    nodes: {used: {kind: Unlock, key: $inputs.key}, graph: {kind: Describe}}
    outputs: {length: $used, graph: $graph}
    """

  @Test func `a secret comes from a file or the environment, and is seen nowhere`() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("hush hush\n".utf8), to: "key.txt")
    let log = EventLog()
    let graph = try testGraph(Self.text, [GraphSetting("key", "file:\(path)")])
    let result = await Evaluator(handler: log.record).run(graph)
    #expect(result["length"] as? Int == 9)
    let said =
      ResolvedGraph(graph).text + "\(log.all)" + (result["graph"] as? String ?? "")
      + "\(graph.nodes.map(\.kind.name))"
    #expect(!said.contains("hush") && said.contains("default: \"file:\(path)\""))

    let home = try testGraph(Self.text, [GraphSetting("key", "env:HOME")])
    let length = ProcessInfo.processInfo.environment["HOME"]?.count
    #expect(await Evaluator().run(home)["length"] as? Int == length)
  }

  @Test func `relative paths begin where the graph is, or where the caller is`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("four".utf8), to: "key.txt")
    let checker = TestLibrary.checker
    let source = SourceText(
      file: folder.file("graph.yaml"),
      text: "weft: 1\n" + Self.text.replacing("Secret}", with: "Secret, default: file:key.txt}"))
    #expect(await Evaluator().run(try checker.graph(source).graph)["length"] as? Int == 4)

    let other = SourceText(file: "elsewhere/graph.yaml", text: "weft: 1\n" + Self.text)
    let setting = GraphSetting("key", "file:key.txt", workingFolder: folder.path)
    let graph = try checker.graph(other, settings: [setting]).graph
    #expect(await Evaluator().run(graph)["length"] as? Int == 4)
  }

  @Test func `a secret that is written, or goes where others see it, is reported`() {
    expectFaults(
      """
      inputs:
        key: {type: Secret, default: ①hunter2}
        other: {type: Secret, default: env:OTHER}
      nodes:
        a: {kind: Join, first: ②$inputs.key}
        b: {kind: Join, first: ③"key ${inputs.other}"}
        c: {kind: Unlock, key: ④hunter2}
        d: {kind: Unlock, key: env:OTHER}
      outputs: {a: $a, b: $b, c: $c, d: $d}
      """,
      [
        "①": "input 'key': a Secret is given as env:NAME or file:PATH, never as itself",
        "②": "'first' of Join is a Text, and this is a Secret",
        "③": "$inputs.other is a Secret, which cannot be put into a text",
        "④": "'key' of Unlock: a Secret is given as env:NAME or file:PATH, never as itself",
      ])
  }

  @Test func `the line of a secret that is written out is not shown, whatever is wrong in it`() {
    let text = """
      weft: 1
      inputs:
        key: {type: Secret, default: hunter2}
      nodes:
        c: {kind: Unlock, key: hunter2, kye: 1}
        d: {kind: Unlock, key: $inputs.key, kye: 1}
      """
    let faults = "\(TestLibrary.checker.faults(SourceText(file: "test.yaml", text: text)))"
    #expect(!faults.contains("hunter2"))
    #expect(faults.contains("  d: {kind: Unlock, key: $inputs.key, kye: 1}"))
  }

  @Test func `a secret that is not there is missing from a run, and the graph is right`() throws {
    let settings = [GraphSetting("key", "env:WEFT_TEST_NO_SUCH_VARIABLE")]
    let source = SourceText(file: "test.yaml", text: "weft: 1\n" + Self.text)
    #expect(TestLibrary.checker.faults(source, settings: settings).diagnostics.isEmpty)
    let faults = #expect(throws: DiagnosticList.self) {
      try TestLibrary.checker.graph(source, settings: settings)
    }
    #expect(faults?.isOnlyMissing == true)
    #expect(
      faults?.description == "--set key: error: input 'key': the environment has no variable "
        + "'WEFT_TEST_NO_SUCH_VARIABLE'")
  }

  @Test func `secrets are told apart by a digest of what they are`() throws {
    let folder = try TemporaryFolder()
    let first = try folder.write(Array("same".utf8), to: "a.txt")
    let second = try folder.write(Array("same\n".utf8), to: "b.txt")
    let third = try folder.write(Array("other".utf8), to: "c.txt")
    let texts = try [first, second, third].map {
      try Secret(literal: Literal("file:\($0)")).identityText
    }
    #expect(texts[0] == texts[1] && texts[0] != texts[2])
    #expect(texts.allSatisfy { $0?.contains("same") == false })
    let large = try folder.write([UInt8](repeating: 65, count: 100_000), to: "d.txt")
    #expect(throws: SecretFault.self) {
      try Secret(literal: Literal("file:\(large)")).reveal()
    }
  }
}
