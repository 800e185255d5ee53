import Dataflow
import Testing

@testable import Nodes

@Suite struct ColorTests {
  private func color(_ text: String, isQuoted: Bool = true) throws -> Color {
    try Color(literal: Literal(text, isQuoted: isQuoted))
  }

  @Test(arguments: [
    ("#ff8000", Color(red: 255, green: 128, blue: 0)),
    ("FF8000", Color(red: 255, green: 128, blue: 0)),
    ("#01020304", Color(red: 1, green: 2, blue: 3, opacity: 4)),
    ("000000", .black), ("white", .white), ("orange", Color(red: 255, green: 165, blue: 0)),
    ("transparent", Color(red: 0, green: 0, blue: 0, opacity: 0)),
  ])
  func `a colour is written in digits or by name`(text: String, expected: Color) throws {
    #expect(try color(text) == expected)
    #expect(try color(text, isQuoted: false) == expected)
  }

  @Test(arguments: ["#ff8000", "#01020304", "#00000000"])
  func `its text gives the colour again`(text: String) throws {
    #expect(try color(text).literalText == text)
  }

  @Test(arguments: [
    ("oragne", "'oragne' is not a Color; did you mean 'orange'?"),
    ("#ff80", "'#ff80' is not a Color, which is \"#rrggbb\", \"#rrggbbaa\" or a name"),
    ("#gg8000", "'#gg8000' is not a Color, which is \"#rrggbb\", \"#rrggbbaa\" or a name"),
    ("", "no colour is given; write one in quotes, \"#ff8000\": # begins a comment"),
  ])
  func `what is no colour is refused`(text: String, message: String) {
    let error = #expect(throws: LiteralError.self) { try color(text, isQuoted: false) }
    #expect(error?.description == message)
  }
}
