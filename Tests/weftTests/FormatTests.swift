import Foundation
import TestSupport
import Testing

@Suite struct FormatTests {
  private let untidy = "weft:  1 # one\nnodes:\n    a: {kind:  EncodeText}\n"
  private let tidy = "weft: 1  # one\n\nnodes:\n  a: {kind: EncodeText}\n"

  @Test func `a graph is put in style in place, once, and its path printed`() throws {
    let folder = try TemporaryFolder()
    let graph = try folder.write(Array(untidy.utf8), to: "a.yaml")
    let first = try Command.weft(["format", graph])
    #expect(first.code == 0 && first.output == "\(graph)\n" && first.error.isEmpty)
    #expect(try String(contentsOfFile: graph, encoding: .utf8) == tidy)
    let second = try Command.weft(["format", graph])
    #expect(second.code == 0 && second.output.isEmpty)
    #expect(try folder.names() == ["a.yaml"])
  }

  @Test func `a link and permissions stay`() throws {
    let folder = try TemporaryFolder()
    let graph = try folder.write(Array(untidy.utf8), to: "a.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: graph)
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("b.yaml"), withDestinationPath: "a.yaml")
    #expect(try Command.weft(["format", folder.file("b.yaml")]).code == 0)
    #expect(try String(contentsOfFile: graph, encoding: .utf8) == tidy)
    let attributes = try FileManager.default.attributesOfItem(atPath: graph)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a check changes nothing, names what is not in style and fails`() throws {
    let folder = try TemporaryFolder()
    let graph = try folder.write(Array(untidy.utf8), to: "a.yaml")
    let other = try folder.write(Array(tidy.utf8), to: "b.yaml")
    let check = try Command.weft(["format", "--check", other, graph])
    #expect(check.code == 1 && check.output == "\(graph)\n")
    #expect(try String(contentsOfFile: graph, encoding: .utf8) == untidy)
    #expect(try Command.weft(["format", "--check", other]).code == 0)
  }

  @Test func `standard input is formatted to standard output`() throws {
    let piped = try Command.weft(["format", "-"], input: untidy)
    #expect(piped.code == 0 && piped.output == tidy)
    let faulty = try Command.weft(["format", "-"], input: "weft: 1\nnods: {}\n")
    #expect(faulty.code == 65 && faulty.output.isEmpty)
    #expect(faulty.error.contains("<standard input>:2:1: error: a graph has no 'nods'"))
  }

  @Test func `a graph with faults is left alone and the others are formatted`() throws {
    let folder = try TemporaryFolder()
    let graph = try folder.write(Array(untidy.utf8), to: "a.yaml")
    let wrong = try folder.write(Array("weft: 1\nnodes: [\n".utf8), to: "b.yaml")
    let run = try Command.weft(["format", wrong, graph, folder.file("c.yaml")])
    #expect(run.code == 65 && run.output == "\(graph)\n")
    #expect(run.error.contains("b.yaml:2:") && run.error.contains("c.yaml: expected"))
    #expect(try Command.weft(["format", folder.file("c.yaml")]).code == 66)
  }

  @Test func `every graph that ships is in style`() throws {
    let folder = "\(Repository.root)/graphs"
    let graphs = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
    let check = try Command.weft(["format", "--check"] + graphs)
    #expect(check.code == 0, "weft format puts these in style:\n\(check.output)\(check.error)")
  }
}
