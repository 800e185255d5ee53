import Dataflow
import Formats
import TestSupport
import Testing

@testable import Nodes

@Suite struct SaveJSONTests {
  private func save(_ names: [String], _ values: [String], in folder: String) async throws {
    var node = SaveJSON()
    node.names = names
    node.values = try values.map { try Scalar(literal: Literal($0)) }
    node.path = Path("record-{counter}.json")
    try await node.run(in: NodeContext(outputFolder: folder))
  }

  @Test func `numbers and Booleans are such in the file, all else are strings`() async throws {
    let folder = try TemporaryFolder()
    try await save(
      ["prompt", "seed", "score", "is good"],
      ["a \"red\" hat", "18446744073709551615", "+.50", "true"], in: folder.path)
    let bytes = try FileBytes.read(folder.file("record-1.json"), limit: 1000)
    #expect(
      String(decoding: bytes, as: UTF8.self) == #"""
        {
          "prompt": "a \"red\" hat",
          "seed": 18446744073709551615,
          "score": 0.5,
          "is good": true
        }

        """#)
    try await save([], [], in: folder.path)
    #expect(try JSON.read(folder.file("record-2.json")).members().isEmpty)
  }

  @Test func `names and values go in pairs`() async throws {
    let folder = try TemporaryFolder()
    let error = await #expect(throws: ValueError.self) {
      try await save(["prompt"], [], in: folder.path)
    }
    #expect(error?.description == "the numbers of names and values differ: 1 and 0")
    #expect(try folder.names().isEmpty)
  }
}
