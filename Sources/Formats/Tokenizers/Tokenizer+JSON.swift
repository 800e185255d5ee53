import FoundationEssentials

extension Tokenizer {
  /// Reads `tokenizer.json`, the form of the tokenizers library.
  static func readJSON(_ path: String, in folder: String) throws(FormatError) -> Tokenizer {
    try Tokenizer(JSON.read(path), TokenizerConfiguration(in: folder))
  }

  /// Reads the form of the tokenizers library.
  init(_ json: JSON, _ configuration: TokenizerConfiguration) throws(FormatError) {
    let model = try json.member("model")
    let normalizations = try json["normalizer"].map(TextNormalization.list) ?? []
    var added: [AddedTokens.Token] = []
    for token in try json["added_tokens"]?.array() ?? [] {
      let id = try token.member("id").integer()
      guard Self.ids.contains(id) else {
        throw try token.member("id").error("a token id", found: "\(id)")
      }
      added.append(try TokenizerConfiguration.Token(token).placed(at: id))
    }
    let (vocabulary, parsed, suffix) = try Model.read(model)
    let isBytePair = if case .bytePair = parsed { true } else { false }
    try self.init(
      file: json.file, vocabulary: vocabulary, added: added, named: configuration.named,
      padding: configuration.padding?.content ?? (isBytePair ? "<|endoftext|>" : "<pad>"),
      normalizations: normalizations,
      splittings: json["pre_tokenizer"].map(TextSplitting.list) ?? [],
      model: parsed, template: json["post_processor"].map(Template.init) ?? Template(),
      decoding: Decoding(json.member("decoder"), wordSuffix: suffix))
  }
}

extension JSON {
  /// An error about a part of a tokenizer that Weft does not know.
  fileprivate func unknown(_ what: String, _ found: String) -> FormatError {
    error("\(what) of a CLIP or T5 tokenizer", found: found)
  }

  fileprivate func type() throws(FormatError) -> String { try member("type").string() }
}

extension TextNormalization {
  /// The steps of a `normalizer`.
  fileprivate static func list(_ json: JSON) throws(FormatError) -> [TextNormalization] {
    switch try json.type() {
    case "Sequence":
      var steps: [TextNormalization] = []
      for step in try json.member("normalizers").array() { steps += try list(step) }
      return steps
    case "NFC": return [.canonicalComposition]
    case "Lowercase": return [.lowercase]
    case "Strip":
      return [
        .strip(
          left: try json.member("strip_left").boolean(),
          right: try json.member("strip_right").boolean())
      ]
    case "Prepend":
      return [.prepend(Array(try json.member("prepend").string().unicodeScalars))]
    case "Replace": return [try replacement(json)]
    case "Precompiled":
      let coded = try json.member("precompiled_charsmap")
      guard let data = Data(base64Encoded: try coded.string()),
        let map = CharacterMap(Array(data))
      else { throw coded.error("a character map in base 64", found: "other text") }
      return [.characterMap(map)]
    case let type: throw json.unknown("a normalizer", "'\(type)'")
    }
  }

  private static func replacement(_ json: JSON) throws(FormatError) -> TextNormalization {
    let content = Array(try json.member("content").string().unicodeScalars)
    let pattern = try json.member("pattern")
    if let text = pattern["String"] {
      return .replace(Array(try text.string().unicodeScalars), with: content)
    }
    let expression = try pattern.member("Regex")
    switch try expression.string() {
    case #"\s+"# where content == [" "]: return .collapseWhiteSpace
    case " {2,}": return .replaceRepeatedSpaces(content)
    case let text: throw expression.unknown("a pattern", "'\(text)'")
    }
  }
}

extension TextSplitting {
  /// The steps of a `pre_tokenizer`.
  fileprivate static func list(_ json: JSON) throws(FormatError) -> [TextSplitting] {
    switch try json.type() {
    case "Sequence":
      var steps: [TextSplitting] = []
      for step in try json.member("pretokenizers").array() { steps += try list(step) }
      return steps
    case "WhitespaceSplit": return [.whiteSpace]
    case "Metaspace":
      let mark = try json.member("replacement")
      guard let scalar = try mark.string().unicodeScalars.first else {
        throw mark.error("one character", found: "none")
      }
      return [
        .metaspace(
          mark: scalar, prepends: try prepends(json),
          splits: try json["split"]?.boolean() ?? true)
      ]
    case "ByteLevel":
      let splits = try json["use_regex"]?.boolean() ?? true
      guard splits else { throw json.unknown("a byte level", "one without words") }
      return [.byteLevel(addsSpace: try json["add_prefix_space"]?.boolean() ?? true)]
    case "Split":
      let expression = try json.member("pattern").member("Regex")
      guard let pattern = WordPattern(expression: try expression.string()),
        try json.member("behavior").string() == "Removed",
        try json.member("invert").boolean()
      else { throw expression.unknown("a pattern", "another") }
      return [.words(pattern)]
    case let type: throw json.unknown("a pre-tokenizer", "'\(type)'")
    }
  }

  /// Whether a mark is put in front of each word; older files say it by `add_prefix_space`.
  fileprivate static func prepends(_ json: JSON) throws(FormatError) -> Bool {
    guard let scheme = json["prepend_scheme"] else {
      return try json["add_prefix_space"]?.boolean() ?? true
    }
    switch try scheme.string() {
    case "always": return true
    case "never": return false
    case let text: throw scheme.unknown("a prepend scheme", "'\(text)'")
    }
  }
}

extension Tokenizer.Template {
  /// The tokens that a `post_processor` puts around one text.
  fileprivate init(_ json: JSON) throws(FormatError) {
    switch try json.type() {
    case "RobertaProcessing", "BertProcessing":
      before = [try Self.id(json.member("cls"))]
      after = [try Self.id(json.member("sep"))]
    case "TemplateProcessing":
      let tokens = try json.member("special_tokens")
      var isAfter = false
      for part in try json.member("single").array() {
        guard let special = part["SpecialToken"] else {
          _ = try part.member("Sequence")
          isAfter = true
          continue
        }
        let ids = try tokens.member(special.member("id").string()).member("ids").array()
        for id in ids {
          if isAfter { after.append(try id.integer()) } else { before.append(try id.integer()) }
        }
      }
    case "ByteLevel": break
    case let type: throw json.unknown("a post-processor", "'\(type)'")
    }
  }

  /// The id of a pair `[token, id]`.
  private static func id(_ json: JSON) throws(FormatError) -> Int {
    guard let id = try json.array().last else { throw json.error("[token, id]", found: "[]") }
    return try id.integer()
  }
}

extension Tokenizer.Decoding {
  /// The meaning of a `decoder`.
  fileprivate init(_ json: JSON, wordSuffix: String) throws(FormatError) {
    switch try json.type() {
    case "ByteLevel": self = .byteLevel(wordSuffix: wordSuffix)
    case "Metaspace":
      let mark = try json.member("replacement")
      guard let scalar = try mark.string().unicodeScalars.first else {
        throw mark.error("one character", found: "none")
      }
      self = .metaspace(mark: scalar, dropsFirst: try TextSplitting.prepends(json))
    case let type: throw json.unknown("a decoder", "'\(type)'")
    }
  }
}

extension Tokenizer.Model {
  /// Reads a `model`.
  ///
  /// - Returns: Its vocabulary, the model, and what its tokens end with that end a word.
  fileprivate static func read(
    _ json: JSON
  ) throws(FormatError) -> (Vocabulary, Tokenizer.Model, String) {
    switch try json["type"]?.string() {
    case "BPE": return try bytePair(json)
    case "Unigram": return try unigram(json)
    case let type: throw json.unknown("a model", "'\(type ?? "")'")
    }
  }

  private static func bytePair(
    _ json: JSON
  ) throws(FormatError) -> (Vocabulary, Tokenizer.Model, String) {
    for key in ["byte_fallback", "ignore_merges"] {
      guard let flag = json[key], try flag.boolean() else { continue }
      throw flag.unknown("a model", key)
    }
    if let prefix = json["continuing_subword_prefix"], try !prefix.string().isEmpty {
      throw prefix.unknown("a model", "continuing_subword_prefix")
    }
    let vocabulary = try Vocabulary(json.member("vocab"))
    let suffix = try json["end_of_word_suffix"]?.string() ?? ""
    let elements = try json.member("merges").array()
    var merges: [(String, String)] = []
    merges.reserveCapacity(elements.count)
    for element in elements { merges.append(try merge(element)) }
    let unknown = try json["unk_token"]?.string()
    if let unknown, vocabulary.id(of: unknown) == nil {
      throw try json.member("unk_token").error("a token of the vocabulary", found: "'\(unknown)'")
    }
    let fusesUnknown = try json["fuse_unk"]?.boolean() ?? false
    do throws(BytePairModel.UnknownMerge) {
      let model = try BytePairModel(
        vocabulary, merges: merges, wordSuffix: suffix, unknown: unknown,
        fusesUnknown: fusesUnknown)
      return (vocabulary, .bytePair(model), suffix)
    } catch {
      let (left, right) = merges[error.index]
      throw elements[error.index].error(
        "tokens of the vocabulary that make another", found: "'\(left)' and '\(right)'")
    }
  }

  /// `"a b"`, or `["a", "b"]` in newer files.
  private static func merge(_ json: JSON) throws(FormatError) -> (String, String) {
    if json.isArray {
      let parts = try json.array()
      guard parts.count == 2 else { throw json.error("two tokens", found: "\(parts.count)") }
      return (try parts[0].string(), try parts[1].string())
    }
    let text = try json.string()
    guard let space = text.unicodeScalars.firstIndex(of: " ") else {
      throw json.error("two tokens with a space between", found: "'\(text)'")
    }
    return (String(text[..<space]), String(text.unicodeScalars[space...].dropFirst()))
  }

  private static func unigram(
    _ json: JSON
  ) throws(FormatError) -> (Vocabulary, Tokenizer.Model, String) {
    let elements = try json.member("vocab").array()
    var vocabulary = Vocabulary()
    var pieces: [(piece: String, score: Double)] = []
    vocabulary.reserveCapacity(elements.count)
    pieces.reserveCapacity(elements.count)
    for element in elements {
      let pair = try element.array()
      guard pair.count == 2 else { throw element.error("[piece, score]", found: "another array") }
      let piece = try pair[0].string()
      vocabulary.insert(piece, id: pieces.count)
      pieces.append((piece, try pair[1].number()))
    }
    let unknown = try json.member("unk_id")
    guard pieces.indices.contains(try unknown.integer()) else {
      throw unknown.error("the index of a piece", found: "\(try unknown.integer())")
    }
    let model = UnigramModel(
      pieces, unknown: try unknown.integer(),
      spellsUnknownInBytes: try json["byte_fallback"]?.boolean() ?? false)
    return (vocabulary, .unigram(model), "")
  }
}
