import Dataflow
import Testing

@testable import Nodes

@Suite struct TidyTextTests {
  private func tidied(_ space: SpaceRule, _ letters: LetterRule) async throws -> String {
    var node = TidyText()
    node.text = "  the critter's\tRED \n hat, 2nd "
    node.space = space
    node.letters = letters
    try await node.run(in: NodeContext())
    return node.tidied
  }

  @Test func `white space is kept, trimmed or made one space`() async throws {
    #expect(try await tidied(.keep, .keep) == "  the critter's\tRED \n hat, 2nd ")
    #expect(try await tidied(.trim, .keep) == "the critter's\tRED \n hat, 2nd")
    #expect(try await tidied(.collapse, .keep) == "the critter's RED hat, 2nd")
  }

  @Test func `letters become small, large, or large where a word begins`() async throws {
    #expect(try await tidied(.collapse, .lower) == "the critter's red hat, 2nd")
    #expect(try await tidied(.collapse, .upper) == "THE CRITTER'S RED HAT, 2ND")
    #expect(try await tidied(.collapse, .capitalize) == "The Critter's RED Hat, 2Nd")
  }
}
