/// A comment of a YAML text, and how it stands among its neighbours.
struct Comment {
  /// The comment from its `#`, without blanks at its end.
  let text: String
  /// The column, counted from 0, at which the first thing on its line begins.
  let column: Int
  /// Whether something that is no comment stands before it on its line.
  let isTrailing: Bool
  /// Whether a blank line stands above it.
  var followsBlankLine: Bool
}

/// What stands between two tokens of a YAML text: comments, blank lines and indicators.
struct TokenGap {
  /// The comments, in order.
  private(set) var comments: [Comment] = []
  /// Whether a blank line stands above what follows the gap.
  private(set) var endsInBlankLine = false
  /// The column, counted from 0, at which the line begins that what follows the gap is on; -1 at
  /// the end of the text.
  private(set) var column = 0

  /// Reads a gap; in it, every `#` begins a comment.
  ///
  /// - Parameters:
  ///   - range: The bytes of the gap.
  ///   - bytes: The text.
  ///   - followsBlankLine: Whether what stands before the gap ends in a blank line.
  init(_ range: Range<Int>, of bytes: [UInt8], followsBlankLine: Bool = false) {
    let startsLine = range.lowerBound == 0 || bytes.endsLine(before: range.lowerBound)
    var isOwnLine = startsLine
    var isBlankLine = startsLine
    endsInBlankLine = followsBlankLine
    var lineStart = range.lowerBound
    var contentColumn: Int?
    var index = range.lowerBound
    while index < range.upperBound {
      if let length = bytes.lineBreakLength(at: index) {
        endsInBlankLine = endsInBlankLine || isBlankLine
        (isOwnLine, isBlankLine, contentColumn) = (true, true, nil)
        index += length
        lineStart = index
      } else if bytes[index].isBlank {
        index += 1
      } else {
        let column = contentColumn ?? index - lineStart
        (contentColumn, isBlankLine) = (column, false)
        let isComment = bytes[index] == UInt8(ascii: "#")
        guard isComment || Self.isDirective(bytes, at: index, in: range) else {
          index += 1
          continue
        }
        let start = index
        while index < range.upperBound, bytes.lineBreakLength(at: index) == nil { index += 1 }
        if isComment {
          comments.append(
            Comment(
              text: String(decoding: bytes[start..<index].withoutBlanksAtEnd, as: UTF8.self),
              column: column, isTrailing: !isOwnLine, followsBlankLine: endsInBlankLine))
          endsInBlankLine = false
        }
      }
    }
    column = index == bytes.count ? -1 : contentColumn ?? index - lineStart
  }

  /// Whether a line such as `%YAML 1.1` begins here, above the document.
  private static func isDirective(_ bytes: [UInt8], at index: Int, in range: Range<Int>) -> Bool {
    range.lowerBound == 0 && bytes[index] == UInt8(ascii: "%")
  }
}

extension [UInt8] {
  /// The length of the line break that begins at a byte, or nil if none does: LF, CR, CR LF, and
  /// the breaks of YAML 1.1, NEL, LS and PS.
  func lineBreakLength(at index: Int) -> Int? {
    switch self[index] {
    case 0x0A: 1
    case 0x0D: index + 1 < count && self[index + 1] == 0x0A ? 2 : 1
    case 0xC2: index + 1 < count && self[index + 1] == 0x85 ? 2 : nil
    case 0xE2:
      index + 2 < count && self[index + 1] == 0x80 && (0xA8...0xA9).contains(self[index + 2])
        ? 3 : nil
    default: nil
    }
  }

  /// Whether a line break ends just before a byte.
  func endsLine(before index: Int) -> Bool {
    index > 0 && lineBreakLength(at: index - 1) == 1
      || index > 1 && lineBreakLength(at: index - 2) == 2
      || index > 2 && lineBreakLength(at: index - 3) == 3
  }
}

extension UInt8 {
  /// Whether the byte is a space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension BidirectionalCollection<UInt8> {
  /// The bytes without the spaces and tabs at their end.
  var withoutBlanksAtEnd: SubSequence {
    self[..<(lastIndex { !$0.isBlank }.map { index(after: $0) } ?? startIndex)]
  }
}
