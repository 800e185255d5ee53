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
  func unknown(_ what: String, _ found: String) -> FormatError {
    error("\(what) of a CLIP or T5 tokenizer", found: found)
  }

  func type() throws(FormatError) -> String { try member("type").string() }
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
