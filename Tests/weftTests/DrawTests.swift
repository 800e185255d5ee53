import Foundation
import TestSupport
import Testing

@Suite struct DrawTests {
  private let graph = "graphs/text-to-image.yaml"

  /// A folder of programs with a `dot` that does what a shell script says.
  private func folder(withDot script: String?) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    if let script {
      let path = try folder.write(Array("#!/bin/sh\n\(script)\n".utf8), to: "dot")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    return folder
  }

  @Test func `the form is the one asked for, or that of the file's ending, or SVG`() throws {
    let folder = try folder(withDot: nil)
    let path = ["PATH": folder.path]
    #expect(try Command.weft(["draw", graph], environment: path).output.hasPrefix("<svg xmlns="))
    let mermaid = try Command.weft(["draw", graph, "--format", "mermaid"])
    #expect(mermaid.code == 0 && mermaid.output.hasPrefix("flowchart TD\n"))
    let file = folder.file("graph.dot")
    #expect(try Command.weft(["draw", graph, "--output", file]).code == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("digraph \"text-to-image"))
    let wrong = try Command.weft(["draw", graph, "--format", "png"])
    #expect(wrong.code == 64 && wrong.error.contains("'png'"))
  }

  @Test func `Graphviz lays SVG out where it is installed`() throws {
    let folder = try folder(withDot: "echo \"<svg>$1 $(/usr/bin/head -c 7)</svg>\"")
    let run = try Command.weft(["draw", graph], environment: ["PATH": folder.path])
    #expect(run.code == 0 && run.output == "<svg>-Tsvg digraph</svg>\n", "\(run.error)")
  }

  @Test func `where Graphviz fails, that is said and weft lays the graph out`() throws {
    let folder = try folder(withDot: "exit 3")
    let run = try Command.weft(["draw", graph], environment: ["PATH": folder.path])
    #expect(run.code == 0 && run.output.hasPrefix("<svg xmlns="))
    #expect(
      run.error == "warning: Graphviz cannot draw the graph; weft's own layout is used\n")
  }

  @Test func `a graph with faults is not drawn, nor one that is not there`() throws {
    let folder = try TemporaryFolder()
    let wrong = try folder.write(Array("weft: 1\nnodes: {a: {kind: Smple}}\n".utf8), to: "a.yaml")
    let run = try Command.weft(["draw", wrong])
    #expect(run.code == 65 && run.output.isEmpty && run.error.contains("did you mean 'Sample'?"))
    #expect(try Command.weft(["draw", folder.file("b.yaml")]).code == 66)
  }

  @Test func `after a run the nodes say what became of them, and how long they took`() throws {
    let folder = try TemporaryFolder()
    let cache = ["--cache", folder.file("cache")]
    let draw = ["draw", graph, "--format", "mermaid"]
    #expect(!(try Command.weft(draw + cache).output.contains(" · ")))
    let run = ["run", graph, "--set", "steps=1", "--out", folder.path] + cache
    #expect(try Command.weft(run).code == 0)
    let first = try Command.weft(draw + cache).output
    #expect(first.contains(/\["denoised<br\/>Sample<br\/>ran · \d+\.\d+ s"\]/), "\(first)")
    #expect(try Command.weft(run).code == 0)
    let second = try Command.weft(draw + cache).output
    #expect(second.contains("<br/>reused"), "\(second)")
    #expect(!(try Command.weft(draw + ["--no-cache"]).output.contains("<br/>reused")))
  }
}
