import Dataflow
import Testing

@testable import Nodes

@Suite struct MatchTextTests {
  private func matched(
    _ text: String, _ pattern: String, ignoreCase: Bool = false
  ) async throws -> MatchText {
    var node = MatchText()
    node.text = text
    node.pattern = pattern
    node.ignoreCase = ignoreCase
    try await node.run(in: NodeContext())
    return node
  }

  @Test func `every match is found, and the groups of the first`() async throws {
    let node = try await matched("a red hat, a blue scarf", #"(red|blue) (\w+)( on)?"#)
    #expect(node.found)
    #expect(node.match == "red hat")
    #expect(node.groups == ["red", "hat", ""])
    #expect(node.matches == ["red hat", "blue scarf"])
  }

  @Test func `nothing found is no failure`() async throws {
    let node = try await matched("a red hat", "RED")
    #expect(!node.found && node.match.isEmpty && node.groups.isEmpty && node.matches.isEmpty)
    #expect(try await matched("a red hat", "RED", ignoreCase: true).match == "red")
  }

  @Test func `what is no regular expression is told with the reason`() async throws {
    let error = await #expect(throws: ValueError.self) { try await matched("hat", "(red") }
    #expect(error?.description == "'(red' is no regular expression: expected ')'")
  }
}
