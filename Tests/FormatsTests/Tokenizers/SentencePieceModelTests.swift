import TestSupport
import Testing

@testable import Formats

@Suite struct SentencePieceModelTests {
  private let folder = "\(Fixture.folder())/Tokenizers/bytes"

  private func message(_ bytes: [UInt8]) -> String? {
    let error = #expect(throws: FormatError.self) {
      try SentencePieceModel(bytes, file: "spiece.model")
    }
    return error?.description
  }

  @Test func `a model says what its pieces are for`() throws {
    let model = try SentencePieceModel("\(folder)/spiece.model")
    #expect(model.pieces.count == 520)
    #expect(model.pieces[0].text == "<pad>")
    #expect(model.pieces[0].kind == .control)
    #expect(model.pieces[2].kind == .unknown)
    #expect(model.pieces[3].text == "<0x00>")
    #expect(model.pieces[3].kind == .byte)
    #expect(model.unknown == 2)
    #expect(model.spellsUnknownInBytes)
    #expect(!model.addsSpace)
    #expect(!model.removesExtraSpaces)
    #expect(model.characterMap == nil)
  }

  @Test func `a model with its own rules gives SentencePiece's ids`() throws {
    let tokenizer = try Tokenizer.read(folder)
    let expected = try JSON.read("\(folder).ids.json")
    let texts = try expected.member("texts").array()
    for (text, ids) in zip(texts, try expected.member("ids").array()) {
      let text = try text.string()
      #expect(try tokenizer.encode(text) == ids.array().map { try $0.integer() }, "\(text)")
    }
  }

  @Test func `faults are named with their bytes`() {
    #expect(
      message([])
        == "spiece.model: expected a SentencePiece model with its unknown piece 0, found 0 pieces")
    #expect(
      message([0x0A, 0x05, 0x0A])
        == "spiece.model, byte 0: expected a field inside the 3 bytes of the message, found length 5"
    )
    #expect(
      message([0x0A, 0x03, 0x0A, 0x01, 0xFF])
        == "spiece.model, byte 2: expected a piece in UTF-8, found other bytes")
    #expect(
      message([0x12, 0x02, 0x18, 0x02])
        == "spiece.model, byte 2: expected a unigram model, found model type 2")
    #expect(
      message([0x1A, 0x04, 0x12, 0x02, 1, 2])
        == "spiece.model, byte 2: expected a character map, found another table")
    #expect(
      message([0x0B]) == "spiece.model, byte 0: expected a field, found wire type 3")
    #expect(
      message([UInt8](repeating: 0xFF, count: 12))
        == "spiece.model, byte 10: expected a number of at most 64 bits, found a longer one")
  }

  @Test func `a damaged file is read or refused, never worse`() throws {
    let sound = try Fixture.bytes("Tokenizers", "bytes/spiece.model")
    for damaged in Corruption(of: sound) {
      do throws(FormatError) {
        let model = try SentencePieceModel(damaged, file: "a")
        #expect(model.pieces.indices.contains(model.unknown))
      } catch {
        #expect(error.file == "a")
      }
    }
  }

  @Test func `a damaged character map is used or refused, never worse`() throws {
    let bytes = try Fixture.bytes("Tokenizers", "t5/spiece.model")
    let model = try SentencePieceModel(bytes, file: "a")
    let map = Array(bytes[try #require(model.characterMapBytes)])
    let text = Array("aé ﬁ①\u{3000}A\u{30A}\r\n\u{7}".unicodeScalars)
    for damaged in Corruption(of: map, truncations: 5, flips: 15) {
      _ = CharacterMap(damaged)?.normalize(text)
    }
    // Every unit of the trie leads out of it.
    var broken = map
    for index in 4..<2000 { broken[index] = 0xFF }
    _ = CharacterMap(broken)?.normalize(text)
    #expect(CharacterMap([]) == nil)
    #expect(CharacterMap([4, 0, 0, 0, 1, 2, 3, 4] + [UInt8](repeating: 0x61, count: 257)) == nil)
    #expect(CharacterMap([8, 0, 0, 0, 1, 2, 3, 4]) == nil)
  }
}
