import Dataflow
import Testing

@testable import Nodes

@Suite struct JoinTextsTests {
  private func joined(_ texts: [String], keepEmpty: Bool) async throws -> String {
    var node = JoinTexts()
    node.texts = texts
    node.keepEmpty = keepEmpty
    try await node.run(in: NodeContext())
    return node.joined
  }

  @Test func `texts with nothing in them leave no separator behind`() async throws {
    #expect(try await joined(["a hat", " ", "", "snow"], keepEmpty: false) == "a hat, snow")
    #expect(try await joined(["a hat", "", "snow"], keepEmpty: true) == "a hat, , snow")
    #expect(try await joined([], keepEmpty: true).isEmpty)
  }
}
