/// The lines of a scalar that begins with `|` or `>`.
struct BlockScalar {
  /// The header, then the lines of the text, without indentation.
  let lines: [String]
  /// Whether blank lines that do not belong to the text follow it.
  let endsInBlankLine: Bool
  /// The comment after the header.
  let comment: Comment?

  /// How far the text of a block is indented more than what it is in, where its header says so.
  static let indentation = 2

  /// Reads a block.
  ///
  /// - Parameters:
  ///   - source: Its lines.
  ///   - column: The column at which the collection begins that it is in.
  init(_ source: [SourceLine], inCollectionAt column: Int) {
    let header = source[0].text.prefix { !$0.isBlank }
    let note = source[0].text.drop { $0 != UInt8(ascii: "#") }.withoutBlanksAtEnd
    comment =
      note.isEmpty
      ? nil
      : Comment(
        text: String(decoding: note, as: UTF8.self), column: column, isTrailing: true,
        followsBlankLine: false)

    let digit = header.first { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
    // A text that ends without a line break is given one, which `-` takes away.
    let isCutOff = source.count > 1 && source.last?.text.isEmpty == false
    let chomping =
      isCutOff
      ? "-"
      : header.contains(UInt8(ascii: "+")) ? "+" : header.contains(UInt8(ascii: "-")) ? "-" : ""
    let title =
      String(decoding: header.prefix(1), as: UTF8.self)
      + (digit == nil ? "" : "\(Self.indentation)") + chomping

    let body = source.dropFirst()
    let indentation =
      digit.map { column + Int($0 - UInt8(ascii: "0")) }
      ?? body.first { !$0.text.allSatisfy { $0 == UInt8(ascii: " ") } }?.indentation ?? Int.max
    var texts = body.map { line in
      (text: line.text.dropFirst(min(indentation, line.indentation)), lineBreak: line.lineBreak)
    }
    // The last line break ends the block: what stands after it is the next line.
    if texts.last?.text.isEmpty == true { texts.removeLast() }
    let count = texts.count
    if chomping != "+" {
      while texts.last?.text.isEmpty == true { texts.removeLast() }
    }
    endsInBlankLine = texts.count < count
    let last = texts.indices.last
    lines =
      [title + (texts.isEmpty ? "" : "\n")]
      + texts.indices.map { index in
        String(decoding: texts[index].text, as: UTF8.self)
          + (index == last ? "" : texts[index].lineBreak)
      }
  }
}

extension SourceLine {
  /// How many spaces the line begins with.
  fileprivate var indentation: Int { text.prefix { $0 == UInt8(ascii: " ") }.count }
}
