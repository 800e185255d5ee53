// The standard library's normal form C is not public yet; Foundation's brings 30 MB of tables.
@_spi(_Unicode) import Swift

/// One step of what happens to a text before it is split.
///
/// Characters are classed by the Unicode version of the standard library. The reference composes by
/// tables of an older one, so that it leaves marks added since (such as U+1AC0) in the order in which
/// they came; here they are ordered as Unicode says.
///
/// Reference: huggingface/tokenizers 0.23.3, tokenizers/src/normalizers.
enum TextNormalization: Sendable {
  /// Unicode normal form C.
  case canonicalComposition
  /// Each character in lower case by itself; a final sigma is like any other.
  case lowercase
  /// Runs of white space become one space.
  case collapseWhiteSpace
  /// Runs of two or more spaces become a text.
  case replaceRepeatedSpaces([Unicode.Scalar])
  /// A text becomes another wherever it stands.
  case replace([Unicode.Scalar], with: [Unicode.Scalar])
  /// White space goes at the ends.
  case strip(left: Bool, right: Bool)
  /// A text is put in front, unless there is none.
  case prepend([Unicode.Scalar])
  /// SentencePiece's table of replacements.
  case characterMap(CharacterMap)

  /// Whether this is a table of replacements.
  var isCharacterMap: Bool {
    if case .characterMap = self { true } else { false }
  }

  /// Does the step.
  func apply(to text: inout [Unicode.Scalar]) {
    switch self {
    case .canonicalComposition:
      guard !text.allSatisfy({ $0.value < 0x300 }) else { return }
      text = Array(String(String.UnicodeScalarView(text))._nfc)
    case .lowercase:
      text = text.flatMap { scalar in
        scalar.isASCII
          ? [scalar.asciiLowercased] : Array(scalar.properties.lowercaseMapping.unicodeScalars)
      }
    case .collapseWhiteSpace: text = Self.runs(in: text, of: \.isWhiteSpace, from: 1, become: [" "])
    case .replaceRepeatedSpaces(let replacement):
      text = Self.runs(in: text, of: { $0 == " " }, from: 2, become: replacement)
    case .replace(let pattern, let replacement):
      text = Self.replace(pattern, with: replacement, in: text)
    case .strip(let left, let right):
      if right {
        while let last = text.last, last.isWhiteSpace { text.removeLast() }
      }
      if left { text.removeFirst(text.prefix(while: \.isWhiteSpace).count) }
    case .prepend(let prefix): if !text.isEmpty { text = prefix + text }
    case .characterMap(let map): text = map.normalize(text)
    }
  }

  /// The text with its runs of at least `shortest` such characters replaced.
  private static func runs(
    in text: [Unicode.Scalar], of isMember: (Unicode.Scalar) -> Bool, from shortest: Int,
    become replacement: [Unicode.Scalar]
  ) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      var end = index
      while end < text.count, isMember(text[end]) { end += 1 }
      if end - index >= shortest {
        result += replacement
      } else {
        end = max(end, index + 1)
        result += text[index..<end]
      }
      index = end
    }
    return result
  }

  private static func replace(
    _ pattern: [Unicode.Scalar], with replacement: [Unicode.Scalar], in text: [Unicode.Scalar]
  ) -> [Unicode.Scalar] {
    guard !pattern.isEmpty else { return text }
    var result: [Unicode.Scalar] = []
    var index = 0
    while index < text.count {
      if text[index...].starts(with: pattern) {
        result += replacement
        index += pattern.count
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }
}

extension Unicode.Scalar {
  fileprivate var asciiLowercased: Unicode.Scalar {
    (0x41...0x5A).contains(value) ? Unicode.Scalar(UInt8(value) | 0x20) : self
  }
}
