import Dataflow
import Testing

@testable import Nodes

@Suite struct VaryTextTests {
  private func variants(_ text: String) async throws -> [String] {
    var node = VaryText()
    node.text = text
    try await node.run(in: NodeContext())
    return node.variants
  }

  @Test func `the last choice varies first`() async throws {
    #expect(
      try await variants("a {red|blue} {hat|scarf}") == [
        "a red hat", "a red scarf", "a blue hat", "a blue scarf",
      ])
  }

  @Test func `a choice may be of nothing, of one, or of all`() async throws {
    #expect(try await variants("a {tall |}hat") == ["a tall hat", "a hat"])
    #expect(try await variants("a {red} hat {{x|y}}") == ["a red hat {x|y}"])
    #expect(try await variants("") == [""])
  }

  @Test func `more texts than a list may have are refused before they are made`() async throws {
    let error = await #expect(throws: ValueError.self) {
      try await variants(String(repeating: "{a|b|c|d|e|f|g|h|i|j}", count: 7))
    }
    #expect(
      error?.description
        == "the choices allow 10000000 texts, and a list has at most 1000000 items")
  }
}
