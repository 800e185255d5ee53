import Testing

@testable import Formats

@Suite struct TextNormalizationTests {
  private func apply(_ normalization: TextNormalization, _ text: String) -> [UInt32] {
    var scalars = Array(text.unicodeScalars)
    normalization.apply(to: &scalars)
    return scalars.map(\.value)
  }

  private func values(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  @Test func `composition is canonical`() {
    #expect(apply(.canonicalComposition, "e\u{301}\u{212B}") == values("\u{E9}\u{C5}"))
    #expect(apply(.canonicalComposition, "ﬁ①") == values("ﬁ①"))
    #expect(apply(.canonicalComposition, "\u{1100}\u{1161}\u{11A8}") == [0xAC01])
  }

  @Test func `each character is lowered by itself`() {
    #expect(apply(.lowercase, "ABC ΑΣ İ ẞ") == values("abc ασ i\u{307} ß"))
  }

  @Test func `white space of every kind collapses`() {
    #expect(apply(.collapseWhiteSpace, "\ta\r\n b\u{3000}\u{A0}c\u{85}") == values(" a b c "))
  }

  @Test func `repeated spaces are replaced, single ones kept`() {
    #expect(apply(.replaceRepeatedSpaces(["_"]), "a b  c   \td") == values("a b_c_\td"))
  }

  @Test func `a text is replaced wherever it stands`() {
    #expect(apply(.replace(["a", "a"], with: ["b"]), "aaaxaa") == values("baxb"))
    #expect(apply(.replace([], with: ["b"]), "a") == values("a"))
  }

  @Test(arguments: [
    (true, true, "a b"), (true, false, "a b \n"), (false, true, "\t a b"),
    (false, false, "\t a b \n"),
  ])
  func `white space goes at the ends asked for`(left: Bool, right: Bool, text: String) {
    #expect(apply(.strip(left: left, right: right), "\t a b \n") == values(text))
  }

  @Test func `nothing is left of white space alone`() {
    #expect(apply(.strip(left: true, right: false), " \n") == [])
    #expect(apply(.strip(left: false, right: true), " \n") == [])
    #expect(apply(.strip(left: false, right: false), " ") == [0x20])
  }

  @Test func `a text is put in front of a text that is not empty`() {
    #expect(apply(.prepend(["▁"]), "a") == values("▁a"))
    #expect(apply(.prepend(["▁"]), "") == [])
  }
}
