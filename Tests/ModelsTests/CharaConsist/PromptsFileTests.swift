import Testing

@testable import Models

@Suite struct PromptsFileTests {
  @Test func `blank lines end groups, and empty groups are none`() throws {
    let file = try PromptsFile("\n\nin a gym,#a man#lifting\n in a gym,#a man#resting \n\n\nx,#y#z")
    #expect(file.groups.map(\.count) == [2, 1])
    #expect(
      file.groups[0][1]
        == ThreePartPrompt(background: "in a gym,", character: "a man", action: "resting"))
    #expect(file.groups[1][0].text == "x, y z")
    #expect(try PromptsFile("").groups.isEmpty)
  }

  @Test(arguments: [
    ("a#b#c\na#b", "line 2 has 2 parts and not three, as in 'background#character#action'"),
    ("a", "line 1 has 1 part and not three, as in 'background#character#action'"),
    ("a#b#c#d", "line 1 has 4 parts and not three, as in 'background#character#action'"),
    ("\n a,# #c", "the character in line 2 is empty"),
  ])
  func `a line of other parts is refused`(_ text: String, _ message: String) {
    let error = #expect(throws: PromptsFileError.self) { try PromptsFile(text) }
    #expect(error?.description == message)
  }
}
