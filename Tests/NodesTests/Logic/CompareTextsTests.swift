import Dataflow
import Testing

@testable import Nodes

@Suite struct CompareTextsTests {
  private func holds(
    _ left: String, _ relation: TextRelation, _ right: String, ignoreCase: Bool = false
  ) async throws -> Bool {
    var node = CompareTexts()
    node.left = left
    node.relation = relation
    node.right = right
    node.ignoreCase = ignoreCase
    try await node.run(in: NodeContext())
    return node.holds
  }

  @Test(
    arguments: [
      (.equals, "a red hat", "red"), (.contains, "red", "blue"), (.beginsWith, "a red", "red"),
      (.endsWith, "hat", "red"),
    ] as [(TextRelation, String, String)])
  func `a relation holds as its name says`(
    relation: TextRelation, right: String, wrong: String
  ) async throws {
    #expect(try await holds("a red hat", relation, right))
    #expect(try await !holds("a red hat", relation, wrong))
  }

  @Test func `large and small letters differ unless told otherwise`() async throws {
    #expect(try await !holds("A Red Hat", .contains, "red"))
    #expect(try await holds("A Red Hat", .contains, "rED", ignoreCase: true))
  }

  @Test func `every text contains the empty one`() async throws {
    #expect(try await holds("", .contains, ""))
    #expect(try await holds("hat", .contains, ""))
  }
}
