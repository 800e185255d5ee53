/// One step of cutting a normalized text into the pieces that the model sees one by one.
///
/// Reference: huggingface/tokenizers 0.23.3, tokenizers/src/pre_tokenizers.
enum TextSplitting: Sendable {
  /// Words between white space.
  case whiteSpace
  /// CLIP's words, without the white space between them; see ``WordPattern/clip(specialTokens:)``.
  case words(WordPattern)
  /// GPT-2's words, with a space before the text if asked for.
  case byteLevel(addsSpace: Bool)
  /// Spaces become a mark that begins a piece; `prepends` puts one in front of every piece.
  case metaspace(mark: Unicode.Scalar, prepends: Bool, splits: Bool)

  /// Cuts a piece.
  func split(_ piece: ArraySlice<Unicode.Scalar>) -> [ArraySlice<Unicode.Scalar>] {
    switch self {
    case .whiteSpace: return piece.split(whereSeparator: \.isWhiteSpace)
    case .words(let pattern): return pattern.matches(in: piece)
    case .byteLevel(let addsSpace):
      let needsSpace = addsSpace && piece.first != " "
      return WordPattern.gpt2.matches(in: needsSpace ? [" "] + piece : piece)
    case .metaspace(let mark, let prepends, let splits):
      var marked = piece.map { $0 == " " ? mark : $0 }
      if prepends, marked.first != mark { marked.insert(mark, at: 0) }
      guard splits else { return [marked[...]] }
      var pieces: [ArraySlice<Unicode.Scalar>] = []
      var start = 0
      for index in marked.indices.dropFirst() where marked[index] == mark {
        pieces.append(marked[start..<index])
        start = index
      }
      return pieces + [marked[start...]]
    }
  }
}
