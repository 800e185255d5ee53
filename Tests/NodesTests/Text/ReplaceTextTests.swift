import Dataflow
import Testing

@testable import Nodes

@Suite struct ReplaceTextTests {
  private func replaced(
    _ find: String, with replacement: String, isPattern: Bool = false, ignoreCase: Bool = false
  ) async throws -> (text: String, count: Int) {
    var node = ReplaceText()
    node.text = "A red hat. Red!"
    node.find = find
    node.replacement = replacement
    node.isPattern = isPattern
    node.ignoreCase = ignoreCase
    try await node.run(in: NodeContext())
    return (node.replaced, node.count)
  }

  @Test func `a text is replaced as it is written`() async throws {
    #expect(try await replaced("red", with: "blue") == ("A blue hat. Red!", 1))
    #expect(try await replaced("red", with: "", ignoreCase: true) == ("A  hat. !", 2))
    #expect(try await replaced(".", with: #"\1"#) == (#"A red hat\1 Red!"#, 1))
    #expect(try await replaced("green", with: "blue") == ("A red hat. Red!", 0))
  }

  @Test func `a pattern's groups come back in the replacement`() async throws {
    #expect(
      try await replaced(#"(\w)ed\b( hat)?"#, with: #"<\0|\1|\2|\\>"#, isPattern: true)
        == (#"A <red hat|r| hat|\>. <Red|R||\>!"#, 2))
  }

  @Test(arguments: [
    ("", "", "there is nothing to find"),
    ("red", #"\n"#, #"the replacement holds '\n'; write \0 to \9 for groups or \\"#),
    (
      "red", #"x\"#,
      #"the replacement holds a single '\' at its end; write \0 to \9 for groups or \\"#
    ),
    ("r(e)d", #"\2"#, #"the replacement holds '\2', and the pattern has 1 group"#),
    ("*", "", "'*' is no regular expression: quantifier '*' must appear after expression"),
  ])
  func `a mistake is told`(find: String, replacement: String, message: String) async throws {
    let error = await #expect(throws: ValueError.self) {
      try await replaced(find, with: replacement, isPattern: true)
    }
    #expect(error?.description == message)
  }
}
