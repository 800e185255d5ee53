import Testing

@testable import Formats

@Suite struct AddedTokensTests {
  private func split(_ tokens: [AddedTokens.Token], _ text: String) -> [String] {
    AddedTokens(tokens, normalizations: []).split(Array(text.unicodeScalars), normalized: false)
      .map { part in
        switch part {
        case .text(let text): String(String.UnicodeScalarView(text))
        case .token(let id): "#\(id)"
        }
      }
  }

  @Test func `the longest token at a place counts`() {
    let tokens = [
      AddedTokens.Token(content: "<a>", id: 1), AddedTokens.Token(content: "<a>b", id: 2),
    ]
    #expect(split(tokens, "x<a>y<a>b<a") == ["x", "#1", "y", "#2", "<a"])
    #expect(split(tokens, "<a><a>") == ["#1", "#1"])
    #expect(split(tokens, "") == [])
  }

  @Test func `a single word touches no other`() {
    var token = AddedTokens.Token(content: "cat", id: 1)
    token.isSingleWord = true
    #expect(split([token], "cat concat cats cat.") == ["#1", " concat cats ", "#1", "."])
  }

  @Test func `white space goes to a token that strips`() {
    var token = AddedTokens.Token(content: "<m>", id: 1)
    token.stripsLeft = true
    #expect(split([token], "a \n<m> b <m>") == ["a", "#1", " b", "#1"])
    token.stripsLeft = false
    token.stripsRight = true
    #expect(split([token], "a <m> \t<m>b") == ["a ", "#1", "#1", "b"])
    token.stripsLeft = true
    #expect(split([token], "<m>  <m>") == ["#1", "#1"])
  }

  @Test func `a normalized token is looked for in the normalized text alone`() {
    var token = AddedTokens.Token(content: "<A>", id: 1)
    token.isNormalized = true
    let added = AddedTokens([token], normalizations: [.lowercase])
    #expect(added.split(Array("<A>".unicodeScalars), normalized: false).count == 1)
    let parts = added.split(Array("x<a>".unicodeScalars), normalized: true)
    #expect(parts.count == 2)
    guard case .token(1) = parts.last else {
      Issue.record("no token in \(parts)")
      return
    }
  }
}
