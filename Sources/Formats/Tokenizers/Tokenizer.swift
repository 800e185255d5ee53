/// What turns a text into the token ids of a language model, and back.
///
///     text ─ AddedTokens ─ TextNormalization… ─ AddedTokens ─ TextSplitting… ─ model ─ template ─ ids
///
/// It computes what the published tokenizers do, token for token: CLIP's byte-level byte pairs and
/// T5's SentencePiece unigram. `Tokenizer+Reading.swift` says which files it comes from;
/// `BytePairModel.swift` and `UnigramModel.swift` are the two models.
///
/// Reference: huggingface/tokenizers 0.23.3, tokenizers/src/tokenizer/mod.rs.
public struct Tokenizer: Sendable {
  /// Token ids of one fixed length.
  public struct Padded: Sendable, Hashable {
    /// The ids, filled up with ``Tokenizer/padding``.
    public let ids: [Int]
    /// 1 for a token of the text, 0 for padding.
    public let mask: [Int]
  }

  /// What cuts a text into pieces of the vocabulary.
  enum Model: Sendable {
    case bytePair(BytePairModel)
    case unigram(UnigramModel)
  }

  /// What is put around the tokens of a text.
  struct Template: Sendable {
    var before: [Int] = []
    var after: [Int] = []
  }

  /// How pieces become a text again.
  enum Decoding: Sendable {
    /// Byte-level alphabet to bytes; a suffix that ends words becomes a space.
    case byteLevel(wordSuffix: String)
    /// The mark of a word's beginning becomes a space.
    case metaspace(mark: Unicode.Scalar, dropsFirst: Bool)
  }

  let added: AddedTokens
  let normalizations: [TextNormalization]
  let splittings: [TextSplitting]
  let model: Model
  let template: Template
  let decoding: Decoding
  let vocabulary: Vocabulary

  /// The id that fills up a sequence.
  public let padding: Int
}

extension Tokenizer {
  /// Number of ids: those of the model's vocabulary and those added to it.
  public var vocabularySize: Int { vocabulary.count }

  /// The id of a token; nil if there is no such token.
  public func id(of token: String) -> Int? { vocabulary.id(of: token) }

  /// The token of an id; nil if there is no such id.
  public func token(_ id: Int) -> String? { vocabulary.token(id) }

  /// The ids of a text, with those that the model wants at its ends.
  public func encode(_ text: String) -> [Int] {
    template.before + pieces(of: text) + template.after
  }

  /// Length of the sequence of an empty text: the tokens that stand at its ends.
  public var shortestLength: Int { template.before.count + template.after.count }

  /// The ids of a text cut off and filled up to a length; a text that is cut off keeps what the
  /// model wants at its ends.
  ///
  /// Requires a length that has room for those ends.
  public func encode(_ text: String, length: Int) -> Padded {
    let ends = shortestLength
    precondition(length >= ends, "a sequence of \(length) tokens with \(ends) at its ends")
    let ids = template.before + pieces(of: text).prefix(length - ends) + template.after
    let missing = length - ids.count
    return Padded(
      ids: ids + [Int](repeating: padding, count: missing),
      mask: [Int](repeating: 1, count: ids.count) + [Int](repeating: 0, count: missing))
  }

  /// The text of ids; ids that are not in the vocabulary say nothing.
  ///
  /// - Parameters:
  ///   - ids: Token ids.
  ///   - keepingSpecialTokens: Whether tokens such as `</s>` are part of the text.
  /// - Returns: The text, as near to what was encoded as the tokens tell.
  public func decode(_ ids: [Int], keepingSpecialTokens: Bool = false) -> String {
    let tokens = ids.compactMap { id in
      keepingSpecialTokens || !added.isSpecial(id) ? vocabulary.token(id) : nil
    }
    switch decoding {
    case .byteLevel(let suffix):
      let bytes = tokens.flatMap { ByteLevel.bytes(of: $0) }
      let text = String(decoding: bytes, as: UTF8.self)
      guard !suffix.isEmpty else { return text }
      return text.replacingText(suffix, with: " ").trimmingWhiteSpace()
    case .metaspace(let mark, let dropsFirst):
      var text = String.UnicodeScalarView()
      for (index, token) in tokens.enumerated() {
        for scalar in token.unicodeScalars {
          if scalar != mark {
            text.append(scalar)
          } else if index > 0 || !dropsFirst {
            text.append(" ")
          }
        }
      }
      return String(text)
    }
  }

  /// The ids of a text without what belongs at its ends.
  private func pieces(of text: String) -> [Int] {
    var ids: [Int] = []
    for part in added.split(Array(text.unicodeScalars), normalized: false) {
      guard case .text(let raw) = part else {
        if case .token(let id) = part { ids.append(id) }
        continue
      }
      var scalars = Array(raw)
      for normalization in normalizations { normalization.apply(to: &scalars) }
      for part in added.split(scalars, normalized: true) {
        switch part {
        case .token(let id): ids.append(id)
        case .text(let text): append(text, to: &ids)
        }
      }
    }
    return ids
  }

  private func append(_ text: ArraySlice<Unicode.Scalar>, to ids: inout [Int]) {
    var pieces = [text]
    for splitting in splittings { pieces = pieces.flatMap { splitting.split($0) } }
    for piece in pieces where !piece.isEmpty {
      let bytes = piece.flatMap(\.utf8)
      switch model {
      case .bytePair(let model): model.append(bytes, to: &ids)
      case .unigram(let model): model.append(bytes, to: &ids)
      }
    }
  }
}
