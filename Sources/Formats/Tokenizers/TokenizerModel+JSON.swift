extension Tokenizer.Model {
  /// Reads a `model`.
  ///
  /// - Returns: Its vocabulary, the model, and what its tokens end with that end a word.
  static func read(
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
