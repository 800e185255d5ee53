extension Tokenizer {
  /// Reads a tokenizer from a folder or from one of its files.
  ///
  /// In a folder the first of these counts: `tokenizer.json`; `vocab.json` with `merges.txt`, CLIP's
  /// form; `spiece.model`, T5's form. `tokenizer_config.json` beside them says which token fills up
  /// a sequence and what tokens are added; without it CLIP fills up with `<|endoftext|>` and T5 with
  /// `<pad>`.
  ///
  /// - Throws: ``FormatError`` if nothing of the kind is there, if a file is not sound, or if it asks
  ///   for a step or a pattern that Weft does not know.
  public static func read(_ path: String) throws(FormatError) -> Tokenizer {
    guard FileBytes.isFile(path) else { return try readFolder(path) }
    let end = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let (folder, name) = (String(path[..<end]), path[end...])
    if name.hasSuffix(".model") { return try readSentencePiece(path, in: folder) }
    if name == "vocab.json" || name == "merges.txt" { return try readParts(in: folder) }
    return try readJSON(path, in: folder)
  }

  private static func readFolder(_ path: String) throws(FormatError) -> Tokenizer {
    let folder = path.hasSuffix("/") || path.isEmpty ? path : path + "/"
    func isHere(_ name: String) -> Bool { FileBytes.isFile(folder + name) }
    if isHere("tokenizer.json") { return try readJSON(folder + "tokenizer.json", in: folder) }
    if isHere("vocab.json") && isHere("merges.txt") { return try readParts(in: folder) }
    if isHere("spiece.model") {
      return try readSentencePiece(folder + "spiece.model", in: folder)
    }
    throw FormatError(
      file: path, expected: "tokenizer.json, vocab.json with merges.txt, or spiece.model",
      found: "none of them")
  }

  /// Puts a tokenizer together from what all forms have.
  ///
  /// - Parameters:
  ///   - file: Path of the file, for messages.
  ///   - vocabulary: The model's tokens.
  ///   - added: The added tokens of the file.
  ///   - named: The tokens that the configuration names: those not yet added are.
  ///   - padding: The token that fills up a sequence.
  ///   - normalizations: What happens to a text first.
  ///   - splittings: How it is split then.
  ///   - model: What cuts the parts into tokens.
  ///   - template: What stands around them.
  ///   - decoding: How tokens become a text again.
  /// - Throws: ``FormatError`` if a named token is not in the vocabulary.
  init(
    file: String, vocabulary: Vocabulary, added: [AddedTokens.Token],
    named: [TokenizerConfiguration.Token], padding: String, normalizations: [TextNormalization],
    splittings: [TextSplitting], model: Model, template: Template, decoding: Decoding
  ) throws(FormatError) {
    var vocabulary = vocabulary
    var added = added
    for token in added { vocabulary.insert(token.content, id: token.id) }
    for token in named where !added.contains(where: { $0.content == token.content }) {
      added.append(try token.placed(in: vocabulary, file: file))
    }
    guard let padding = vocabulary.id(of: padding) else {
      throw FormatError(
        file: file, expected: "'\(padding)' to fill up a sequence", found: "no such token")
    }
    self.added = AddedTokens(added, normalizations: normalizations)
    self.normalizations = normalizations
    self.splittings = splittings
    self.model = model
    self.template = template
    self.decoding = decoding
    self.vocabulary = vocabulary
    self.padding = padding
  }
}
