import Formats
import Models
import Testing

@Suite struct ConfigurationFileTests {
  private enum Colour: String, CaseIterable { case red, green }

  private func file(_ text: String) throws -> ConfigurationFile {
    ConfigurationFile(try JSON(Array(text.utf8), file: "config.json"))
  }

  private func message<Value>(
    _ text: String, _ read: (ConfigurationFile) throws(ConfigurationError) -> Value
  ) throws -> String? {
    let file = try file(text)
    do throws(ConfigurationError) {
      _ = try read(file)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func `entries of each type are read`() throws {
    let file = try file(
      #"""
      {"a": 3, "b": 0.5, "c": true, "d": "red", "e": [1, 2], "f": ["x"], "g": {"0": "y"},
       "h": null, "i": [1, 2.5]}
      """#)
    #expect(try file.integer("a") == 3)
    #expect(try file.number("b") == 0.5)
    #expect(try file.number("a") == 3)
    #expect(try file.flag("c"))
    let colour: Colour = try file.choice("d")
    #expect(colour == .red)
    #expect(try file.integers("e") == [1, 2])
    #expect(try file.texts("f") == ["x"])
    #expect(try file.table("g").map(\.value) == ["y"])
    #expect(try file.numbers("i") == [1, 2.5])
    #expect(try file.section("g")?.text("0") == "y")
    #expect(!file.contains("h") && !file.contains("z"))
  }

  @Test func `an absent or null entry takes its default`() throws {
    let file = try file(#"{"h": null}"#)
    #expect(try file.integer("h", default: 7) == 7)
    #expect(try file.flag("z", default: false) == false)
    #expect(try file.texts("z") == [])
    let colour = try file.choice("z", default: Colour.green)
    #expect(colour == .green)
  }

  @Test func `a wrong entry is told by file, key, what is expected and what is found`() throws {
    let text = #"{"a": "wide", "b": -1, "c": [], "d": "blue", "e": [8, 0]}"#
    #expect(
      try message(text) { file throws(ConfigurationError) in try file.integer("a") }
        == "config.json: expected 'a' to be a whole number in 1...16777216, found 'wide'")
    #expect(
      try message(text) { file throws(ConfigurationError) in try file.integer("b", in: 1...4) }
        == "config.json: expected 'b' to be a whole number in 1...4, found -1")
    #expect(
      try message(text) { file throws(ConfigurationError) in try file.integers("c", in: 1...4) }
        == "config.json: expected 'c' to be a list of whole numbers in 1...4, found 0 of them")
    #expect(
      try message(text) { file throws(ConfigurationError) in try file.integers("e", in: 1...9) }
        == "config.json: expected 'e' to be a list of whole numbers in 1...9, found 0")
    #expect(
      try message(text) { file throws(ConfigurationError) -> Colour in try file.choice("d") }
        == "config.json: expected 'd' to be one of 'red', 'green', found 'blue'")
    #expect(
      try message(text) { file throws(ConfigurationError) in try file.flag("z") }
        == "config.json: expected 'z' to be true or false, found none")
  }

  @Test func `a file that is no object has no entries`() throws {
    #expect(
      try message("[1]") { file throws(ConfigurationError) in try file.text("a") }
        == "config.json: expected 'a' to be a text, found none")
  }
}
