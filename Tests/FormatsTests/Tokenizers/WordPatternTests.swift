import Testing

@testable import Formats

@Suite struct WordPatternTests {
  private func matches(_ pattern: WordPattern, _ text: String) -> [String] {
    pattern.matches(in: Array(text.unicodeScalars)[...]).map {
      String(String.UnicodeScalarView($0))
    }
  }

  @Test(arguments: [
    ("Hello  world", [" Hello", " ", " world"]),
    ("it's  a\n\n test ", [" it", "'s", " ", " a", "\n\n", " test", " "]),
    ("  lead", [" ", " lead"]),
    ("tab\t\tx 12 3!! 'S's", [" tab", "\t", "\t", "x", " 12", " 3", "!!", " '", "S", "'s"]),
    ("a   ", [" a", "   "]),
    ("x\u{3000}\u{3000}y", [" x", "\u{3000}", "\u{3000}", "y"]),
  ])
  func `GPT-2 keeps white space with the word after it`(text: String, words: [String]) {
    let split = TextSplitting.byteLevel(addsSpace: true).split(Array(text.unicodeScalars)[...])
    #expect(split.map { String(String.UnicodeScalarView($0)) } == words)
  }

  @Test(arguments: [
    ("Hello  world", ["Hello", "world"]),
    ("it's  a\n\n test ", ["it", "'s", "a", "test"]),
    ("tab\t\tx 12 3!! 'S's", ["tab", "x", "1", "2", "3", "!!", "'", "S", "'s"]),
    ("x\u{3000}\u{3000}y", ["x", "y"]),
    ("", []),
  ])
  func `CLIP drops white space and takes digits one by one`(text: String, words: [String]) {
    #expect(matches(.clip(specialTokens: false), text) == words)
  }

  @Test func `CLIP's newer pattern keeps its special tokens whole`() {
    #expect(
      matches(.clip(specialTokens: true), "a<|endoftext|>b<|end") == [
        "a", "<|endoftext|>", "b", "<|", "end",
      ])
    #expect(matches(.clip(specialTokens: false), "<|endoftext|>") == ["<|", "endoftext", "|>"])
  }

  @Test func `a pattern is known by its text`() {
    let old = #"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"#
    #expect(WordPattern(expression: old) == .clip(specialTokens: false))
    #expect(
      WordPattern(expression: #"<\|startoftext\|>|<\|endoftext\|>|"# + old)
        == .clip(specialTokens: true))
    #expect(WordPattern(expression: #"\w+"#) == nil)
  }
}
