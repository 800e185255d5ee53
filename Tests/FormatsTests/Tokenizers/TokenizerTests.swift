import FoundationEssentials
import TestSupport
import Testing

@testable import Formats

/// What transformers makes of the corpus; see Tests/Reference/tokenizer_files.py.
private struct Expected {
  let ids: [[Int]]
  let length: Int
  let fixed: [[Int]]
  let mask: [[Int]]
  let decoded: [String]
  let decodedWithSpecial: [String]

  init(_ name: String) throws {
    let json = try JSON.read("\(Fixture.folder())/Tokenizers/\(name).ids.json")
    func numbers(_ key: String) throws -> [[Int]] {
      try json.member(key).array().map { try $0.array().map { try $0.integer() } }
    }
    func texts(_ key: String) throws -> [String] {
      try json.member(key).array().map { try $0.string() }
    }
    ids = try numbers("ids")
    length = try json.member("length").integer()
    fixed = try numbers("fixed")
    mask = try numbers("mask")
    decoded = try texts("decoded")
    decodedWithSpecial = try texts("decoded_with_special")
  }
}

@Suite struct TokenizerTests {
  static let forms = [
    ("clip", "clip"), ("clip-parts", "clip"), ("clip-normalized", "clip-normalized"), ("t5", "t5"),
    ("t5-json", "t5"),
  ]

  private func corpus() throws -> [String] {
    try JSON.read("\(Fixture.folder())/Tokenizers/corpus.json").array().map { try $0.string() }
  }

  private func tokenizer(_ name: String) throws -> Tokenizer {
    guard name == "t5-json" else { return try .read("\(Fixture.folder())/Tokenizers/\(name)") }
    let folder = try TemporaryFolder()
    try folder.write(t5JSON(), to: "tokenizer.json")
    return try .read(folder.path)
  }

  /// The character map of 300 KB is a placeholder in the fixture, since `spiece.model` has it.
  private func t5JSON() throws -> [UInt8] {
    let model = try Fixture.bytes("Tokenizers", "t5/spiece.model")
    let map = try #require(try SentencePieceModel(model, file: "spiece.model").characterMapBytes)
    let json = String(
      decoding: try Fixture.bytes("Tokenizers", "t5-json/tokenizer.json"), as: UTF8.self)
    let coded = Data(model[map]).base64EncodedString()
    return Array(
      json.replacing(
        "\"precompiled_charsmap\": \"precompiled_charsmap\"",
        with: "\"precompiled_charsmap\": \"\(coded)\""
      ).utf8)
  }

  @Test(arguments: forms)
  func `ids are those of the published tokenizer`(form: String, name: String) throws {
    let expected = try Expected(name)
    let tokenizer = try tokenizer(form)
    for (text, ids) in zip(try corpus(), expected.ids) {
      #expect(tokenizer.encode(text) == ids, "\(text.debugDescription.prefix(80))")
    }
  }

  @Test(arguments: forms)
  func `a fixed length keeps the end and is filled up`(form: String, name: String) throws {
    let expected = try Expected(name)
    let tokenizer = try tokenizer(form)
    for (index, text) in try corpus().enumerated() {
      let padded = tokenizer.encode(text, length: expected.length)
      #expect(padded.ids == expected.fixed[index], "\(text.debugDescription.prefix(80))")
      #expect(padded.mask == expected.mask[index], "\(text.debugDescription.prefix(80))")
    }
  }

  @Test(arguments: forms)
  func `ids become the text that the published tokenizer says`(form: String, name: String) throws {
    let expected = try Expected(name)
    let tokenizer = try tokenizer(form)
    for (index, ids) in expected.ids.enumerated() {
      #expect(Array(tokenizer.decode(ids).utf8) == Array(expected.decoded[index].utf8))
      #expect(
        Array(tokenizer.decode(ids, keepingSpecialTokens: true).utf8)
          == Array(expected.decodedWithSpecial[index].utf8))
    }
  }

  @Test func `tokens and ids name each other`() throws {
    let tokenizer = try tokenizer("t5")
    #expect(tokenizer.padding == 0)
    #expect(tokenizer.id(of: "</s>") == 1)
    #expect(tokenizer.token(2) == "<unk>")
    #expect(tokenizer.vocabularySize == 520)
    #expect(tokenizer.id(of: "<extra_id_0>") == 519)
    #expect(tokenizer.id(of: "no such token") == nil)
    #expect(tokenizer.token(520) == nil)
    #expect(try self.tokenizer("clip-normalized").padding == 0)
  }

  @Test func `ids outside the vocabulary say nothing`() throws {
    #expect(try tokenizer("t5").decode([1_000_000, -1, .max]) == "")
  }
}
