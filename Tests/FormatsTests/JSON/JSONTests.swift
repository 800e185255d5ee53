import TestSupport
import Testing

@testable import Formats

@Suite struct JSONTests {
  private func parse(_ text: String) throws(FormatError) -> JSON {
    try JSON(Array(text.utf8), file: "a.json")
  }

  @Test func `values of every kind are read`() throws {
    let json = try parse(
      #" {"a": [1, -2.5e3, true, false, null], "b": {"c": "d"}, "e": 9007199254740993} "#)
    let elements = try json.member("a").array()
    #expect(try elements[0].integer() == 1)
    #expect(try elements[0].number() == 1)
    #expect(try elements[1].number() == -2500)
    #expect(try elements[2].boolean())
    #expect(try !elements[3].boolean())
    #expect(elements[4].isNull)
    #expect(try json.member("b").member("c").string() == "d")
    #expect(try json.member("e").integer() == 9_007_199_254_740_993)
  }

  @Test func `members keep the order of the file`() throws {
    #expect(try parse(#"{"z": 1, "a": 2, "m": 3}"#).members().map(\.key) == ["z", "a", "m"])
  }

  @Test func `an absent member and a null one are nil`() throws {
    let json = try parse(#"{"a": null}"#)
    #expect(json["a"] == nil)
    #expect(json["b"] == nil)
  }

  @Test func `escapes are decoded`() throws {
    let text = try parse(#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#).string()
    #expect(text == "\"\\/\u{8}\u{C}\n\r\té😀")
  }

  @Test func `the numbers Python writes are read`() throws {
    let numbers = try parse("[NaN, Infinity, -Infinity]").array()
    #expect(try numbers[0].number().isNaN)
    #expect(try numbers[1].number() == .infinity)
    #expect(try numbers[2].number() == -.infinity)
  }

  @Test func `keys that only look alike are different keys`() throws {
    let members = try parse("{\"\u{E9}\": 1, \"e\u{301}\": 2}").members()
    #expect(members.count == 2)
    #expect(try parse("{\"\u{E9}\": 1, \"e\u{301}\": 2}").member("e\u{301}").integer() == 2)
  }

  @Test(arguments: [
    ("", "a.json, byte 0: expected a value, found the end of the text"),
    ("{", "a.json, byte 1: expected a string, found the end of the text"),
    ("[1", "a.json, byte 2: expected ',' or ']', found the end of the text"),
    ("[1,]", "a.json, byte 3: expected a number, found other text"),
    ("[1] 2", "a.json, byte 4: expected the end of the JSON, found '2'"),
    ("{\"a\" 1}", "a.json, byte 5: expected ':', found '1'"),
    ("{\"a\":1,\"a\":2}", "a.json, byte 7: expected each key once, found key 'a' a second time"),
    ("[01]", "a.json, byte 1: expected a number, found other text"),
    ("[1.]", "a.json, byte 3: expected a digit, found ']'"),
    ("[tru]", "a.json, byte 1: expected a value, found 't'"),
    ("\"a", "a.json, byte 2: expected '\"', found the end of the text"),
    ("\"\\x\"", "a.json, byte 2: expected an escape, found 'x'"),
    ("\"\\u12g4\"", "a.json, byte 5: expected four hexadecimal digits, found 'g'"),
    ("\"\\ud800\"", "a.json, byte 1: expected a character, found half a surrogate pair"),
    (
      "\"\\ud800\\u0041\"",
      "a.json, byte 1: expected the second half of a surrogate pair, found another escape"
    ),
    ("\"\n\"", "a.json, byte 1: expected an escaped control character, found byte 0xa"),
  ])
  func `a fault is named with its byte`(text: String, message: String) {
    let error = #expect(throws: FormatError.self) { try parse(text) }
    #expect(error?.description == message)
  }

  @Test func `bytes that are not UTF-8 are a fault`() {
    let error = #expect(throws: FormatError.self) {
      try JSON([0x5B, 0x22, 0xFF, 0x22, 0x5D], file: "a.json")
    }
    #expect(error?.description == "a.json, byte 2: expected UTF-8, found other bytes")
  }

  @Test func `nesting is bounded`() {
    let error = #expect(throws: FormatError.self) {
      try parse(String(repeating: "[", count: 100_000))
    }
    #expect(
      error?.description == "a.json, byte 64: expected at most 64 levels of nesting, found more")
  }

  @Test func `a value of another kind is named`() throws {
    let json = try parse(#"{"a": "text"}"#)
    let error = #expect(throws: FormatError.self) { try json.member("a").integer() }
    #expect(error?.description == "a.json, byte 6: expected a whole number, found 'text'")
    let missing = #expect(throws: FormatError.self) { try json.member("b") }
    #expect(missing?.description == "a.json, byte 0: expected a member 'b', found an object")
  }

  @Test func `a quoted text is read back as it was`() throws {
    let text = "\"\\/\u{8}\u{C}\n\r\t\u{1}é😀\u{7F}"
    #expect(try parse(JSON.quoted(text)).string() == text)
  }

  @Test func `a damaged file is read or refused, never worse`() {
    let text = #"{"a": [1, -2.5e3, true, null, "\u00e9\n\ud83d\ude00"], "b": {"c": "é", "d": []}}"#
    for damaged in Corruption(of: Array(text.utf8)) {
      do throws(FormatError) {
        _ = try JSON(damaged, file: "a").members()
      } catch {
        #expect(error.file == "a")
        #expect(error.byte.map { $0 <= damaged.count } == true)
      }
    }
  }
}
