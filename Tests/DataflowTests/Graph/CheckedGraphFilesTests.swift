import Dataflow
import Testing

@Suite struct CheckedGraphFilesTests {
  private func graph(_ text: String) throws -> CheckedGraph {
    try GraphChecker(catalog: StoreLibrary.catalog).graph(
      SourceText(file: "folder/test.yaml", text: "weft: 1\n" + text)
    ).graph
  }

  @Test func `the files of each node that reads some are known before it runs`() throws {
    let graph = try graph(
      """
      inputs: {path: {type: Path, default: b}}
      nodes:
        first: {kind: ReadSketch, path: a}
        second: {kind: OpenBox, path: $inputs.path}
        sketch: {kind: DrawBox, box: $second}
      outputs: {sketch: $sketch, first: $first}
      """)
    let files = try graph.filesRead(models: NoModels())
    #expect(files.map(\.node) == ["first", "second"])
    #expect(files.map { $0.files?.map(\.path) } == [["folder/a"], ["folder/b"]])
  }

  @Test func `what a loop is given for each turn is not known before it runs`() throws {
    let graph = try graph(
      """
      nodes:
        read: {kind: ReadSketch, for_each: {path: [a, b]}}
      outputs: {sketches: $read}
      """)
    let files = try graph.filesRead(models: NoModels())
    #expect(files.count == 1 && files.first?.files == nil)
    #expect(files.first?.node.hasPrefix("read/") == true)
  }

  @Test func `each kind is named once, those in loops among them`() throws {
    let graph = try graph(
      """
      nodes:
        one: {kind: Number, value: 1}
        two: {kind: Number, value: 2}
        more: {kind: Add, left: $one, for_each: {right: [1, 2]}}
      outputs: {more: $more, two: $two}
      """)
    #expect(graph.kinds.map(\.name) == ["Number", "Add"])
  }
}
