/// A pattern that tokenizers cut words by.
///
/// Files hold such patterns as regular expressions; these few are known by their text and matched by
/// hand, at each place by the first alternative that fits.
enum WordPattern: Sendable, Hashable {
  /// `'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+`, after the special tokens where
  /// the pattern names them. White space between matches is dropped.
  case clip(specialTokens: Bool)
  /// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
  case gpt2

  private static let clipText = #"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"#
  private static let specialTexts = ["<|startoftext|>", "<|endoftext|>"]
  private static let contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"]
    .map { Array($0.unicodeScalars) }
  private static let special = specialTexts.map { Array($0.unicodeScalars) }

  /// The pattern that a regular expression means; nil if it is not one of CLIP's.
  init?(expression: String) {
    switch expression {
    case Self.clipText: self = .clip(specialTokens: false)
    case #"<\|startoftext\|>|<\|endoftext\|>|"# + Self.clipText: self = .clip(specialTokens: true)
    default: return nil
    }
  }

  /// The matches, in order.
  func matches(in text: ArraySlice<Unicode.Scalar>) -> [ArraySlice<Unicode.Scalar>] {
    var matches: [ArraySlice<Unicode.Scalar>] = []
    var index = text.startIndex
    while index < text.endIndex {
      let end = self.end(of: text, from: index)
      if end > index { matches.append(text[index..<end]) }
      index = max(end, index + 1)
    }
    return matches
  }

  /// The end of the match at `start`; `start` itself if nothing matches there.
  private func end(of text: ArraySlice<Unicode.Scalar>, from start: Int) -> Int {
    if case .clip(specialTokens: true) = self,
      let end = Self.end(ofOneOf: Self.special, in: text, from: start)
    {
      return end
    }
    if let end = Self.end(ofOneOf: Self.contractions, in: text, from: start) { return end }
    switch self {
    case .clip:
      let kind = Kind(text[start])
      if kind == .number { return start + 1 }
      return kind == .space ? start : Self.end(ofRun: kind, in: text, from: start)
    case .gpt2:
      let first = text[start] == " " && start + 1 < text.endIndex ? start + 1 : start
      let kind = Kind(text[first])
      if kind != .space { return Self.end(ofRun: kind, in: text, from: first) }
      let end = Self.end(ofRun: .space, in: text, from: start)
      // White space before a word leaves its last character to the word.
      return end < text.endIndex && end - start > 1 ? end - 1 : end
    }
  }

  private enum Kind {
    case letter, number, space, other

    init(_ scalar: Unicode.Scalar) {
      self =
        scalar.isLetter
        ? .letter : scalar.isNumber ? .number : scalar.isWhiteSpace ? .space : .other
    }
  }

  private static func end(
    ofRun kind: Kind, in text: ArraySlice<Unicode.Scalar>, from start: Int
  ) -> Int {
    text[start...].firstIndex { Kind($0) != kind } ?? text.endIndex
  }

  private static func end(
    ofOneOf candidates: [[Unicode.Scalar]], in text: ArraySlice<Unicode.Scalar>, from start: Int
  ) -> Int? {
    guard text[start] == "'" || text[start] == "<" else { return nil }
    return candidates.first { text[start...].starts(with: $0) }.map { start + $0.count }
  }
}
