import Dataflow
import FoundationEssentials
import Testing

@Suite struct SourceTextTests {
  func fault(_ path: String) -> String? {
    do {
      _ = try SourceText(path: path)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `a file is read without its byte order mark`() throws {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appending(path: "weft-source-text-\(UInt64.random(in: 0...UInt64.max)).yaml")
    try Data([0xEF, 0xBB, 0xBF, 0x61]).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let link = folder.appending(path: file.lastPathComponent + ".link")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
    defer { try? FileManager.default.removeItem(at: link) }
    #expect(try SourceText(path: file.path).bytes == [0x61])
    #expect(try SourceText(path: link.path).bytes == [0x61])
    #expect(try SourceText(path: link.path).file == link.path)
  }

  @Test func `what is no file is answered`() throws {
    #expect(fault("/nowhere/a.yaml") == "/nowhere/a.yaml: error: there is no such file")
    #expect(fault("/") == "/: error: it is not a file")
    #expect(fault("/dev/zero") == "/dev/zero: error: it is not a file")
    let missing = #expect(throws: DiagnosticList.self) { try SourceText(path: "/nowhere") }
    #expect(missing?.isOnlyMissing == true)
  }

  @Test func `relative paths begin at the folder of the file`() {
    #expect(SourceText(file: "a.yaml", text: "").folder == ".")
    #expect(SourceText(file: "b/c/a.yaml", text: "").folder == "b/c")
    #expect(SourceText(file: "/a.yaml", text: "").folder == "/")
  }
}
