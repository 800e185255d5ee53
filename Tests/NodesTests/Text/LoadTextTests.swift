import Dataflow
import Formats
import TestSupport
import Testing

@testable import Nodes

@Suite struct LoadTextTests {
  private func loaded(_ bytes: [UInt8]) async throws -> String {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "prompts.txt")
    var node = LoadText()
    node.path = Path("prompts.txt")
    try await node.run(in: NodeContext(folder: folder.path))
    return node.text
  }

  @Test func `a file's text comes as it is, without a byte order mark`() async throws {
    #expect(try await loaded(Array("a hät\r\n".utf8)) == "a hät\r\n")
    #expect(try await loaded(Array("\u{FEFF}snow".utf8)) == "snow")
    #expect(try await loaded([]).isEmpty)
  }

  @Test func `bytes that are no UTF-8 are refused`() async throws {
    let error = await #expect(throws: FormatError.self) { try await loaded([0x68, 0xFF]) }
    #expect(error?.expected == "a text in UTF-8")
  }
}
