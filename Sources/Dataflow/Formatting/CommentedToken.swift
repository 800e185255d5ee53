/// A piece of a YAML text, and the gap before it.
struct CommentedToken {
  let content: Content
  /// What stands between the last piece that has characters and the next one that has, at the first
  /// piece after it.
  var gap: TokenGap?

  /// What a piece is.
  enum Content {
    /// `&name`.
    case anchor(String)
    /// `*name`.
    case alias(String)
    /// A scalar; nil for one without a character.
    case scalar(WrittenScalar?)
    /// The beginning of a sequence or a mapping.
    case start(isMapping: Bool, isFlow: Bool, column: Int)
    /// The end of a sequence or a mapping.
    case end
    /// The end of the text.
    case textEnd
  }
}

/// Makes pieces of the events of a YAML text that has no faults.
struct CommentedTokenizer {
  private let bytes: [UInt8]
  private var cursor: ByteCursor
  private(set) var tokens: [CommentedToken] = []
  /// The first piece after the last that has characters.
  private var firstInGap = 0
  private var gapStart = 0
  private var followsBlankLine = false
  /// The collections that are open, and the columns at which they begin.
  private var open: [(isFlow: Bool, column: Int)] = []

  /// The pieces of a text.
  ///
  /// - Throws: ``YAMLSyntaxError`` if the text has faults.
  static func tokens(_ bytes: [UInt8]) throws(YAMLSyntaxError) -> [CommentedToken] {
    var tokenizer = CommentedTokenizer(bytes)
    var events = try YAMLEventStream(bytes)
    while true {
      let event = try events.next()
      tokenizer.add(event)
      if case .streamEnd = event.content { return tokenizer.tokens }
    }
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    cursor = ByteCursor(bytes)
  }

  private mutating func add(_ event: YAMLEvent) {
    let start = cursor.byte(ofScalar: event.mark.scalar)
    switch event.content {
    case .documentStart, .documentEnd: break
    case .streamEnd: append(.textEnd, bytes.count..<bytes.count, isSolid: true)
    case .alias(let name): append(.alias(name), start..<end(of: event), isSolid: true)
    case .scalar(let literal, let properties):
      let start = addAnchor(properties.anchor, at: start).start
      let range = start..<max(start, end(of: event))
      let column = open.last { !$0.isFlow }?.column ?? 0
      let scalar =
        range.isEmpty
        ? nil : WrittenScalar(literal, range, of: bytes, inCollectionAt: column)
      append(.scalar(scalar), range, isSolid: scalar != nil)
      followsBlankLine = scalar?.endsInBlankLine ?? followsBlankLine
    case .sequenceStart(let properties):
      begin(properties, at: start, event.mark, isMapping: false, bracket: UInt8(ascii: "["))
    case .mappingStart(let properties):
      begin(properties, at: start, event.mark, isMapping: true, bracket: UInt8(ascii: "{"))
    case .sequenceEnd: close(at: start, bracket: UInt8(ascii: "]"))
    case .mappingEnd: close(at: start, bracket: UInt8(ascii: "}"))
    }
  }

  private mutating func end(of event: YAMLEvent) -> Int {
    cursor.byte(ofScalar: event.end.scalar)
  }

  private mutating func begin(
    _ properties: YAMLEvent.Properties, at start: Int, _ mark: YAMLEvent.Mark, isMapping: Bool,
    bracket: UInt8
  ) {
    let (start, gap) = addAnchor(properties.anchor, at: start)
    let hasBracket = start < bytes.count && bytes[start] == bracket
    // A pair in a sequence in brackets is a mapping without brackets: `[a: b]`.
    let isFlow = hasBracket || open.last?.isFlow == true
    let column = gap?.column ?? mark.column
    open.append((isFlow, column))
    append(
      .start(isMapping: isMapping, isFlow: isFlow, column: column),
      start..<(start + (hasBracket ? 1 : 0)), isSolid: hasBracket)
  }

  private mutating func close(at start: Int, bracket: UInt8) {
    let isFlow = open.popLast()?.isFlow == true
    let hasBracket = isFlow && bytes[start] == bracket
    append(.end, start..<(start + (hasBracket ? 1 : 0)), isSolid: hasBracket)
  }

  /// Adds the anchor that a node begins with.
  ///
  /// - Returns: Where what follows the anchor begins, and the gap between.
  private mutating func addAnchor(
    _ name: String?, at start: Int
  ) -> (start: Int, gap: TokenGap?) {
    guard let name else { return (start, nil) }
    let end = start + 1 + name.utf8.count
    append(.anchor(name), start..<end, isSolid: true)
    var next = end
    while next < bytes.count {
      if bytes[next] == UInt8(ascii: "#") {
        while next < bytes.count, bytes.lineBreakLength(at: next) == nil { next += 1 }
      } else if let length = bytes.lineBreakLength(at: next) {
        next += length
      } else if bytes[next].isBlank {
        next += 1
      } else {
        break
      }
    }
    return (next, TokenGap(end..<next, of: bytes))
  }

  /// Adds a piece; one that has characters ends the gap before it.
  private mutating func append(
    _ content: CommentedToken.Content, _ range: Range<Int>, isSolid: Bool
  ) {
    tokens.append(CommentedToken(content: content, gap: nil))
    guard isSolid else { return }
    tokens[firstInGap].gap = TokenGap(
      gapStart..<range.lowerBound, of: bytes, followsBlankLine: followsBlankLine)
    (firstInGap, gapStart, followsBlankLine) = (tokens.count, range.upperBound, false)
  }
}
