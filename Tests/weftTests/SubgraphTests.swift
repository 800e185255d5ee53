import TestSupport
import Testing

@Suite struct SubgraphTests {
  private func write(
    _ text: String, to name: String, in folder: borrowing TemporaryFolder
  ) throws
    -> String
  {
    try folder.write(Array("weft: 1\n\(text)\n".utf8), to: name)
  }

  @Test func `a graph runs another file for each of many values, and its paths begin there`()
    throws
  {
    let folder = try TemporaryFolder()
    _ = try folder.write(Array("a cat".utf8), to: "who.txt")
    let part = try write(
      """
      inputs: {place: {type: Text}}
      nodes:
        who: {kind: LoadText, path: who.txt}
        words: {kind: JoinTexts, texts: [$who, "${inputs.place}"]}
      outputs: {words: $words}
      """, to: "part.yaml", in: folder)
    let name = part.split(separator: "/").last ?? ""
    let graph = try write(
      """
      nodes: {each: {kind: ./\(name), for_each: {place: [here, there]}}}
      outputs: {words: $each}
      """, to: "graph.yaml", in: folder)
    let run = try Command.weft(["run", graph, "--out", folder.file("out")])
    #expect(run.code == 0, "\(run.error)")
    #expect(run.output.contains("a cat, here") && run.output.contains("a cat, there"))
  }

  @Test func `a file that is not there is a fault of the graph that names it`() throws {
    let folder = try TemporaryFolder()
    let graph = try write(
      "nodes: {a: {kind: ./absent.yaml}}", to: "graph.yaml", in: folder)
    let check = try Command.weft(["check", graph])
    #expect(check.code == 65)
    #expect(
      check.error.contains(
        "graph.yaml:2:19: error: './absent.yaml' cannot be read: \(folder.path)/absent.yaml: "
          + "expected a readable file, found no such file or directory"))
  }
}
