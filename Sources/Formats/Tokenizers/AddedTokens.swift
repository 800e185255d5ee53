/// Tokens that are found in the text itself, before the model sees it, such as `</s>`.
///
/// Reference: huggingface/tokenizers 0.23.3, tokenizers/src/tokenizer/added_vocabulary.rs.
struct AddedTokens: Sendable {
  /// A token and where it may stand.
  struct Token: Sendable, Hashable {
    var content: String
    var id: Int
    /// Whether decoding may leave it out.
    var isSpecial = true
    /// Whether it is looked for in the normalized text instead of the raw one.
    var isNormalized = false
    /// Whether it must not touch a word.
    var isSingleWord = false
    /// Whether it takes the white space before it.
    var stripsLeft = false
    /// Whether it takes the white space after it.
    var stripsRight = false
  }

  /// A part of a text.
  enum Part {
    case text(ArraySlice<Unicode.Scalar>)
    case token(Int)
  }

  private struct Pattern {
    let scalars: [Unicode.Scalar]
    let token: Token
  }

  /// By first character, longest first.
  private var raw: [Unicode.Scalar: [Pattern]] = [:]
  private var normalized: [Unicode.Scalar: [Pattern]] = [:]
  private var special: Set<Int> = []

  /// Sorts the tokens by where they are looked for.
  ///
  /// - Parameters:
  ///   - tokens: The tokens.
  ///   - normalizations: What happens to a text, and so to the tokens looked for in it.
  init(_ tokens: [Token], normalizations: [TextNormalization]) {
    for token in tokens {
      if token.isSpecial { special.insert(token.id) }
      var scalars = Array(token.content.unicodeScalars)
      if token.isNormalized {
        for normalization in normalizations { normalization.apply(to: &scalars) }
      }
      guard let first = scalars.first else { continue }
      let pattern = Pattern(scalars: scalars, token: token)
      if token.isNormalized {
        normalized[first, default: []].append(pattern)
      } else {
        raw[first, default: []].append(pattern)
      }
    }
    for key in raw.keys { raw[key]?.sort { $0.scalars.count > $1.scalars.count } }
    for key in normalized.keys { normalized[key]?.sort { $0.scalars.count > $1.scalars.count } }
  }

  /// Whether decoding may leave the token out.
  func isSpecial(_ id: Int) -> Bool { special.contains(id) }

  /// Cuts a text at the tokens in it: at each place the longest one.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - isNormalized: Whether it is normalized; each token is looked for in one of the two.
  /// - Returns: The parts in order; texts are not empty.
  func split(_ text: [Unicode.Scalar], normalized isNormalized: Bool) -> [Part] {
    let patterns = isNormalized ? normalized : raw
    var parts: [Part] = []
    var done = 0
    var index = 0
    while !patterns.isEmpty, index < text.count {
      guard
        let match = patterns[text[index]]?.first(where: { text[index...].starts(with: $0.scalars) })
      else {
        index += 1
        continue
      }
      var range = index..<(index + match.scalars.count)
      index = range.upperBound
      if match.token.isSingleWord, Self.touchesWord(text, range) { continue }
      range = Self.stripped(text, range, match.token, from: done)
      if done < range.lowerBound { parts.append(.text(text[done..<range.lowerBound])) }
      parts.append(.token(match.token.id))
      done = range.upperBound
      index = max(index, done)
    }
    if done < text.count { parts.append(.text(text[done...])) }
    return parts
  }

  private static func touchesWord(_ text: [Unicode.Scalar], _ range: Range<Int>) -> Bool {
    (range.lowerBound > 0 && text[range.lowerBound - 1].isWordCharacter)
      || (range.upperBound < text.count && text[range.upperBound].isWordCharacter)
  }

  private static func stripped(
    _ text: [Unicode.Scalar], _ range: Range<Int>, _ token: Token, from done: Int
  ) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    if token.stripsLeft {
      while start > done, text[start - 1].isWhiteSpace { start -= 1 }
    }
    if token.stripsRight {
      while end < text.count, text[end].isWhiteSpace { end += 1 }
    }
    return start..<end
  }
}
