/// What `tokenizer_config.json` and `special_tokens_map.json` say of a tokenizer's tokens.
struct TokenizerConfiguration {
  /// A token by its text, and how it is looked for.
  struct Token {
    var content: String
    var isNormalized = false
    var isSingleWord = false
    var stripsLeft = false
    var stripsRight = false
    var isSpecial = true

    init(_ content: String) { self.content = content }

    /// A token as files write it: a text, or a text with its rules.
    init(_ json: JSON) throws(FormatError) {
      guard json["content"] != nil else {
        self.init(try json.string())
        return
      }
      self.init(try json.member("content").string())
      isNormalized = try json["normalized"]?.boolean() ?? false
      isSingleWord = try json["single_word"]?.boolean() ?? false
      stripsLeft = try json["lstrip"]?.boolean() ?? false
      stripsRight = try json["rstrip"]?.boolean() ?? false
      isSpecial = try json["special"]?.boolean() ?? true
    }

    /// The token with its id.
    func placed(at id: Int) -> AddedTokens.Token {
      AddedTokens.Token(
        content: content, id: id, isSpecial: isSpecial, isNormalized: isNormalized,
        isSingleWord: isSingleWord, stripsLeft: stripsLeft, stripsRight: stripsRight)
    }

    /// The token with its id in a vocabulary.
    ///
    /// - Throws: ``FormatError`` if it is not there.
    func placed(in vocabulary: Vocabulary, file: String) throws(FormatError) -> AddedTokens.Token {
      guard let id = vocabulary.id(of: content) else {
        throw FormatError(
          file: file, expected: "the special token '\(content)'", found: "no such token")
      }
      return placed(at: id)
    }
  }

  private(set) var begin: Token?
  private(set) var end: Token?
  private(set) var unknown: Token?
  private(set) var padding: Token?
  /// Number of T5's sentinels, `<extra_id_0>` and on.
  private(set) var sentinelCount: Int?
  /// Added tokens by their ids.
  private(set) var added: [AddedTokens.Token] = []

  /// Says nothing.
  init() {}

  /// Reads the files of a folder; those that are absent say nothing.
  ///
  /// - Throws: ``FormatError`` if one is not sound.
  init(in folder: String) throws(FormatError) {
    // The configuration has the last word.
    for name in ["special_tokens_map.json", "tokenizer_config.json"]
    where FileBytes.isFile(folder + name) {
      let json = try JSON.read(folder + name)
      if let token = json["bos_token"] { begin = try Token(token) }
      if let token = json["eos_token"] { end = try Token(token) }
      if let token = json["unk_token"] { unknown = try Token(token) }
      if let token = json["pad_token"] { padding = try Token(token) }
      if let count = json["extra_ids"] {
        sentinelCount = try count.integer()
        guard (0...10_000).contains(try count.integer()) else {
          throw count.error("a number of extra tokens", found: "\(try count.integer())")
        }
      }
      guard let tokens = json["added_tokens_decoder"] else { continue }
      for (key, value) in try tokens.members() {
        guard let id = Int(key), Tokenizer.ids.contains(id) else {
          throw value.error("a token id", found: "'\(key)'")
        }
        added.append(try Token(value).placed(at: id))
      }
    }
  }

  /// The tokens it names, in the order in which the reference adds them.
  var named: [Token] { [begin, end, unknown, padding].compactMap(\.self) }
}

extension Tokenizer {
  /// Ids that a vocabulary may have.
  static let ids = 0..<(1 << 30)
}
