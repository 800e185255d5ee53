import TestSupport
import Testing

@testable import Formats

@Suite struct TokenizerReadingTests {
  /// A small unigram tokenizer in the library's form; `change` puts one text in the place of another.
  private func json(_ from: String = "", _ to: String = "") -> String {
    let text = """
      {"added_tokens": [{"id": 0, "content": "<pad>", "special": true, "normalized": false}],
       "normalizer": {"type": "Sequence", "normalizers": [
         {"type": "Strip", "strip_left": false, "strip_right": true},
         {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "▁"}]},
       "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": true},
       "post_processor": {"type": "TemplateProcessing",
         "single": [{"Sequence": {"id": "A"}}, {"SpecialToken": {"id": "</s>"}}],
         "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
       "decoder": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": true},
       "model": {"type": "Unigram", "unk_id": 2, "vocab": [
         ["<pad>", 0], ["</s>", 0], ["<unk>", 0], ["▁", -3], ["a", -2], ["▁a", -2.5], ["b", -1]]}}
      """
    return from.isEmpty ? text : text.replacing(from, with: to)
  }

  private func read(_ text: String) throws -> Tokenizer {
    let folder = try TemporaryFolder()
    return try .read(folder.write(Array(text.utf8), to: "tokenizer.json"))
  }

  @Test func `the form of older files is read`() throws {
    let tokenizer = try read(json())
    #expect(tokenizer.encode("a  ab c<pad>  ") == [5, 5, 6, 3, 2, 0, 1])
    #expect(tokenizer.decode([5, 6, 5, 1]) == "ab a</s>")
  }

  @Test(arguments: [
    ("\"Unigram\"", "\"WordPiece\"", "a model of a CLIP or T5 tokenizer, found 'WordPiece'"),
    (
      "\"content\": \"▁\"}", "\"content\": \"aaa\"}",
      "a replacement of at most 2 characters, found 3"
    ),
    (
      "{\"Regex\": \" {2,}\"}, \"content\": \"▁\"", "{\"String\": \"a\"}, \"content\": \"aa\"",
      "a replacement of at most 1 characters, found 2"
    ),
    ("\"Strip\"", "\"NFKD\"", "a normalizer of a CLIP or T5 tokenizer, found 'NFKD'"),
    (" {2,}", "[a-z]", "a pattern of a CLIP or T5 tokenizer, found '[a-z]'"),
    (
      "\"TemplateProcessing\"", "\"Sequence\"",
      "a post-processor of a CLIP or T5 tokenizer, found 'Sequence'"
    ),
    ("\"unk_id\": 2", "\"unk_id\": 7", "the index of a piece, found 7"),
    ("[\"b\", -1]", "[\"b\"]", "[piece, score], found another array"),
    ("\"id\": 0", "\"id\": -1", "a token id, found -1"),
    ("<pad>", "<fill>", "'<pad>' to fill up a sequence, found no such token"),
  ])
  func `what a file should not ask for is named`(from: String, to: String, text: String) throws {
    let error = #expect(throws: FormatError.self) { try read(json(from, to)) }
    let message = error.map { "\($0.expected), found \($0.found)" }
    #expect(message == text)
    #expect(error?.byte != nil || from == "<pad>")
  }

  @Test func `a folder without a tokenizer is named`() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: FormatError.self) { try Tokenizer.read(folder.path) }
    #expect(
      error?.expected == "tokenizer.json, vocab.json with merges.txt, or spiece.model")
  }

  @Test func `merges and vocabulary must agree`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      Array(#"{"a": 0, "b": 1, "<|startoftext|>": 2, "<|endoftext|>": 3}"#.utf8), to: "vocab.json")
    try folder.write(Array("#version: 0.2\na b\n".utf8), to: "merges.txt")
    let error = #expect(throws: FormatError.self) { try Tokenizer.read(folder.path) }
    #expect(error?.byte == 14)
    #expect(error?.expected == "tokens of vocab.json that make another")
    #expect(error?.found == "'a' and 'b'")
    try folder.write(Array("#version: 0.2\na b c\n".utf8), to: "merges.txt")
    let line = #expect(throws: FormatError.self) { try Tokenizer.read(folder.path) }
    #expect(line?.expected == "two tokens with a space between")
  }

  @Test func `the configuration names the padding and its own tokens`() throws {
    let folder = try TemporaryFolder()
    for name in ["vocab.json", "merges.txt"] {
      try folder.write(Fixture.bytes("Tokenizers", "clip-parts/\(name)"), to: name)
    }
    let configuration = """
      {"pad_token": "!", "bos_token": {"content": "<|startoftext|>", "normalized": true},
       "added_tokens_decoder": {"5000": {"content": "<new>", "lstrip": true, "rstrip": true,
         "single_word": true, "special": false}}}
      """
    try folder.write(Array(configuration.utf8), to: "tokenizer_config.json")
    let tokenizer = try Tokenizer.read(folder.path)
    #expect(tokenizer.padding == 0)
    let (begin, end) = (tokenizer.encode("")[0], tokenizer.encode("")[1])
    let a = tokenizer.encode("a")[1]
    #expect(tokenizer.encode("a  <new>  a") == [begin, a, 5000, a, end])
    #expect(!tokenizer.encode("a<new>").contains(5000))
    #expect(tokenizer.encode("<|STARTOFTEXT|>") == [begin, begin, end])
    #expect(tokenizer.decode([5000]) == "<new>")
  }

  /// A small byte-pair tokenizer in the library's form.
  private let bytePairs = #"""
    {"added_tokens": [{"id": 4, "content": "<|endoftext|>", "special": true, "normalized": true}],
     "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFC"},
       {"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "}, {"type": "Lowercase"}]},
     "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern":
       {"Regex": "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+"},
       "behavior": "Removed", "invert": true}, {"type": "ByteLevel", "add_prefix_space": false}]},
     "post_processor": {"type": "RobertaProcessing", "sep": ["<|endoftext|>", 4],
       "cls": ["<|endoftext|>", 4]},
     "decoder": {"type": "ByteLevel"},
     "model": {"type": "BPE", "unk_token": "<|endoftext|>", "end_of_word_suffix": "</w>",
       "vocab": {"a": 0, "b</w>": 1, "ab</w>": 2, "a</w>": 3, "<|endoftext|>": 4}, "merges": ["a b</w>"]}}
    """#

  @Test func `merges of older files are one text each`() throws {
    let tokenizer = try read(bytePairs)
    #expect(tokenizer.encode("ab A b<|ENDOFTEXT|>é") == [4, 2, 3, 1, 4, 4, 4, 4])
    #expect(tokenizer.decode([4, 2, 3, 1]) == "ab a b")
  }

  @Test func `an unknown token outside the vocabulary is named`() throws {
    let error = #expect(throws: FormatError.self) {
      try read(
        bytePairs.replacing("\"unk_token\": \"<|endoftext|>\"", with: "\"unk_token\": \"<u>\""))
    }
    #expect(error?.expected == "a token of the vocabulary")
    #expect(error?.found == "'<u>'")
  }

  @Test func `a damaged file is read or refused, never worse`() {
    for text in [json(), bytePairs] { damage(text) }
  }

  private func damage(_ text: String) {
    for damaged in Corruption(of: Array(text.utf8)) {
      do throws(FormatError) {
        let tokenizer = try Tokenizer(JSON(damaged, file: "a"), TokenizerConfiguration())
        _ = tokenizer.decode(tokenizer.encode("a  ab c<pad> é"))
      } catch {
        #expect(error.file == "a")
      }
    }
  }
}
