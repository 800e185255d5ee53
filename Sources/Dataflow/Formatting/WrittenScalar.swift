/// A scalar as its author wrote it, ready to be written elsewhere.
struct WrittenScalar {
  /// What it stands for.
  let literal: Literal
  /// Its lines: each but the last with its line break, each but the first without indentation.
  let lines: [String]
  /// Whether it is a block, which begins with `|` or `>`.
  let isBlock: Bool
  /// Whether blank lines that do not belong to it follow; only a block takes them in.
  let endsInBlankLine: Bool
  /// The comment in the first line of a block.
  let comment: Comment?

  /// Whether it is written on one line.
  var isOneLine: Bool { lines.count == 1 }

  /// Whether the blank lines below it belong to it.
  var keepsBlankLines: Bool { isBlock && lines[0].contains("+") }

  /// Reads a scalar.
  ///
  /// - Parameters:
  ///   - literal: What it stands for.
  ///   - range: Its bytes, which are not none.
  ///   - bytes: The text.
  ///   - column: The column at which the collection in block style begins that it is in.
  init(_ literal: Literal, _ range: Range<Int>, of bytes: [UInt8], inCollectionAt column: Int) {
    self.literal = literal
    let lines = bytes.lines(in: range)
    let first = bytes[range.lowerBound]
    isBlock = first == UInt8(ascii: "|") || first == UInt8(ascii: ">")
    if isBlock {
      let block = BlockScalar(lines, inCollectionAt: column)
      (self.lines, endsInBlankLine, comment) = (block.lines, block.endsInBlankLine, block.comment)
    } else {
      (endsInBlankLine, comment) = (false, nil)
      self.lines =
        lines.count > 1
        ? Self.unindented(lines, isEscaped: first == UInt8(ascii: "\""))
        : [Self.canonical(lines[0].text, literal)]
    }
  }

  /// A text in single quotes, in double ones if they mean the same.
  private static func canonical(_ bytes: ArraySlice<UInt8>, _ literal: Literal) -> String {
    let needsEscapes = literal.text.contains { $0 == "\"" || $0 == "\\" }
    guard bytes.first == UInt8(ascii: "'"), !needsEscapes else {
      return String(decoding: bytes, as: UTF8.self)
    }
    return "\"\(literal.text)\""
  }

  /// The lines without the blanks that YAML passes over: where they begin and where they end.
  private static func unindented(_ lines: [SourceLine], isEscaped: Bool) -> [String] {
    lines.enumerated().map { index, line in
      var text = index == 0 ? line.text : line.text.drop(while: \.isBlank)
      let trimmed = text.withoutBlanksAtEnd
      // A blank after a backslash is a character of the text.
      if index < lines.count - 1, !(isEscaped && trimmed.last == UInt8(ascii: "\\")) {
        text = trimmed
      }
      return String(decoding: text, as: UTF8.self) + line.lineBreak
    }
  }
}

/// A line of a text.
struct SourceLine {
  /// Its bytes without the line break.
  let text: ArraySlice<UInt8>
  /// Its line break, LF for CR and CR LF; empty at the end of the text.
  let lineBreak: String
}

extension [UInt8] {
  /// The lines of a part of a text; the last has no line break and may be empty.
  func lines(in range: Range<Int>) -> [SourceLine] {
    var lines: [SourceLine] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      guard let length = lineBreakLength(at: index) else {
        index += 1
        continue
      }
      let lineBreak =
        self[index] <= 0x0D
        ? "\n" : String(decoding: self[index..<(index + length)], as: UTF8.self)
      lines.append(SourceLine(text: self[start..<index], lineBreak: lineBreak))
      index += length
      start = index
    }
    return lines + [SourceLine(text: self[start..<range.upperBound], lineBreak: "")]
  }
}
