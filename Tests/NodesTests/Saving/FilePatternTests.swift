import Dataflow
import Testing

@testable import Nodes

@Suite struct FilePatternTests {
  private func pattern(_ text: String) throws -> FilePattern {
    try FilePattern(Path(text), known: [.index, .name, .counter], suffixes: ["png", "jpg"])
  }

  @Test(arguments: [
    ("a.png", "a.png"), ("a-{counter}.png", "a-7.png"), ("a-{counter:4}.png", "a-0007.png"),
    ("{index:2}/{name}.jpg", "03/hat.jpg"), ("{name}-{index}-{counter}.PNG", "hat-3-7.PNG"),
    ("{{{name}}}.png", "{hat}.png"), ("{counter}{name}.png", "7hat.png"),
  ])
  func `what there is to put in stands in its place`(text: String, path: String) throws {
    #expect(try pattern(text).path(index: 3, name: "hat").numbered(7) == path)
  }

  @Test(arguments: [
    ("a.gif", "'a.gif' is to be written, and must end in .png, .jpg"),
    ("png", "'png' is to be written, and must end in .png, .jpg"),
    ("{conter}.png", "'{conter}' in '{conter}.png' stands for nothing; did you mean '{counter}'?"),
    (
      "{date}.png",
      "'{date}' in '{date}.png' stands for nothing; there is '{index}', '{name}', '{counter}'"
    ),
    ("{counter:0}.png", "'{counter:0}' in '{counter:0}.png': write 1 to 12 digits"),
    ("{index:x}.png", "'{index:x}' in '{index:x}.png': write 1 to 12 digits"),
    ("{name:3}.png", "'{name:3}' in '{name:3}.png': a name has no number of digits"),
    ("{counter.png", "'{' stands alone in '{counter.png'; a brace is written twice"),
    ("a}.png", "'}' stands alone in 'a}.png'; a brace is written twice"),
    ("{counter}-{counter}.png", "'{counter}-{counter}.png' holds '{counter}' twice"),
    (
      "{counter}/a.png",
      "'{counter}' numbers files, and is in the name of a folder in '{counter}/a.png'"
    ),
  ])
  func `a mistake in a pattern is told`(text: String, message: String) throws {
    let error = #expect(throws: ValueError.self) { try pattern(text) }
    #expect(error?.description == message)
  }

  @Test(arguments: ["", "a/b"])
  func `a name that is no file's is refused`(name: String) throws {
    let error = #expect(throws: ValueError.self) {
      try pattern("{name}.png").path(name: name)
    }
    #expect(
      error?.description
        == "the name '\(name)' cannot stand in the place of '{name}' in '{name}.png'")
  }

  @Test func `a file is known by its number whatever zeros it has`() throws {
    let path = try pattern("shots/a-{counter:3}.png").path()
    #expect(path.folder == "shots/")
    #expect(path.number(of: "a-7.png") == 7)
    #expect(path.number(of: "a-0007.png") == 7)
    for other in ["a-.png", "a-x7.png", "a-7.jpg", "b-7.png", "a-9999999999999999999.png"] {
      #expect(path.number(of: other) == nil)
    }
  }
}
