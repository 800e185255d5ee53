extension Tokenizer {
  /// Number of sentinels where the configuration says nothing.
  private static let defaultSentinelCount = 100

  /// Reads T5's form: `spiece.model` and perhaps `tokenizer_config.json`.
  ///
  /// The sentinels `<extra_id_99>` to `<extra_id_0>` follow the pieces of the file.
  ///
  /// Reference: huggingface/transformers:src/transformers/models/t5/tokenization_t5.py, 5.23.0.
  static func readSentencePiece(
    _ path: String, in folder: String
  ) throws(FormatError) -> Tokenizer {
    let configuration = try TokenizerConfiguration(in: folder)
    let file = try SentencePieceModel(path)
    let end = configuration.end ?? .init("</s>")
    let unknown = configuration.unknown ?? .init("<unk>")
    let padding = configuration.padding ?? .init("<pad>")
    let sentinels = (0..<(configuration.sentinelCount ?? defaultSentinelCount)).reversed()
      .map { "<extra_id_\($0)>" }
    let pieces =
      file.pieces.map { (piece: $0.text, score: Double($0.score)) }
      + sentinels.map { (piece: $0, score: 0) }
    var vocabulary = Vocabulary()
    vocabulary.reserveCapacity(pieces.count)
    for (id, piece) in pieces.enumerated() { vocabulary.insert(piece.piece, id: id) }
    var added = configuration.added
    for (id, piece) in file.pieces.enumerated()
    where piece.kind == .control || piece.kind == .userDefined {
      var token = TokenizerConfiguration.Token(piece.text)
      token.isSpecial = piece.kind == .control
      added.append(token.placed(at: id))
    }
    let mark: Unicode.Scalar = "\u{2581}"
    return try Tokenizer(
      file: path, vocabulary: vocabulary, added: added,
      named: [end, unknown, padding] + sentinels.map { .init($0) }, padding: padding.content,
      normalizations: file.characterMap.map { [.characterMap($0)] } ?? [],
      splittings: (file.removesExtraSpaces ? [.whiteSpace] : [])
        + [.metaspace(mark: mark, prepends: file.addsSpace, splits: true)],
      model: .unigram(
        UnigramModel(
          pieces, unknown: file.unknown, spellsUnknownInBytes: file.spellsUnknownInBytes)),
      template: Template(after: [end.placed(in: vocabulary, file: path).id]),
      decoding: .metaspace(mark: mark, dropsFirst: file.addsSpace))
  }
}
