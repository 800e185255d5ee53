import Foundation
import TestSupport
import Testing

@testable import weft

@Suite struct NewTests {
  @Test(arguments: StartingGraph.allCases)
  func `a starting graph has no faults, is in style and runs`(graph: StartingGraph) throws {
    let folder = try TemporaryFolder()
    let models = ["--models", "\(Repository.root)/checkpoints"]
    let name = "\(graph.rawValue).yaml"
    let new = try Command.weft(["new", graph.rawValue], in: folder.path)
    #expect(new.code == 0 && new.output == "\(name)\n", "\(new.error)")
    #expect(try String(contentsOfFile: folder.file(name), encoding: .utf8).contains("  # "))
    let check = try Command.weft(["check", name] + models, in: folder.path)
    #expect(check.code == 0 && check.output == "\(name): no faults\n", "\(check.error)")
    #expect(try Command.weft(["format", "--check", name], in: folder.path).code == 0)
    let picture = "\(Repository.root)/graphs/text-to-image.expected.png"
    let settings = graph == .imageToImage ? ["--set", "image=\(picture)"] : []
    let run = try Command.weft(["run", name] + models + settings, in: folder.path)
    #expect(run.code == 0, "\(run.error)")
    #expect(run.output.contains("out/\(graph.rawValue)."))
  }

  @Test func `what the graphs are for is listed`() throws {
    let list = try Command.weft(["new"]).output.split(separator: "\n")
    #expect(list.count == StartingGraph.allCases.count)
    #expect(list.first == "text-to-image   A picture from a prompt.")
  }

  @Test func `a file that is there is not replaced, and - is standard output`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Array("mine".utf8), to: "batch.yaml")
    let run = try Command.weft(["new", "batch"], in: folder.path)
    #expect(run.code == 1)
    #expect(run.error == "error: 'batch.yaml' is there already; name another file\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    let text = try Command.weft(["new", "batch", "-"], in: folder.path).output
    #expect(text == StartingGraph.batch.text)
    #expect(try Command.weft(["new", "batch", "a/b.yaml"], in: folder.path).output == "a/b.yaml\n")
  }

  @Test func `an unknown purpose is answered with the nearest`() throws {
    let run = try Command.weft(["new", "txt-to-image"])
    #expect(run.code == 64)
    #expect(
      run.error.contains("There is no purpose 'txt-to-image'; did you mean 'text-to-image'?"))
    #expect(try Command.weft(["new", "xyz"]).error.contains("there are text-to-image, "))
  }
}
