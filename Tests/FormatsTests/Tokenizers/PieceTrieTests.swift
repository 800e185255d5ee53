import Testing

@testable import Formats

@Suite struct PieceTrieTests {
  private let trie = PieceTrie(["b", "a", "abc", "", "ab", "é", "a"].map { Array($0.utf8) })

  private func prefixes(_ text: String, from start: Int) -> [[Int]] {
    var found: [[Int]] = []
    trie.forEachPrefix(of: Array(text.utf8), from: start) { found.append([$0, $1]) }
    return found
  }

  @Test func `all pieces at a place are found, shortest first`() {
    #expect(prefixes("xabcd", from: 1) == [[6, 2], [4, 3], [2, 4]])
    #expect(prefixes("b", from: 0) == [[0, 1]])
    #expect(prefixes("x", from: 0) == [])
    #expect(prefixes("", from: 0) == [])
  }

  @Test func `of equal pieces the last one counts`() {
    #expect(trie.value(of: Array("a".utf8)) == 6)
    #expect(trie.value(of: Array("é".utf8)) == 5)
    #expect(trie.value(of: Array("abcd".utf8)) == nil)
    #expect(trie.value(of: [0xC3]) == nil)
  }

  @Test func `a trie of nothing finds nothing`() {
    #expect(PieceTrie([]).value(of: [1]) == nil)
  }
}
