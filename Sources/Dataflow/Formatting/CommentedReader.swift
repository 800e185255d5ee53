extension CommentedNode {
  /// Reads the document of a text that has no faults, which is a mapping.
  ///
  /// A comment belongs to what its author put it beside: at the end of a line to the entry of that
  /// line; on a line of its own to the entry below, or, where it is indented like the entries above
  /// and the entry below is not, to the end of their collection.
  ///
  /// - Throws: ``YAMLSyntaxError`` if the text has faults.
  static func read(_ bytes: [UInt8]) throws(YAMLSyntaxError) -> CommentedNode {
    var reader = CommentedReader(tokens: try CommentedTokenizer.tokens(bytes))
    return reader.readDocument()
  }
}

/// Makes a tree of pieces.
private struct CommentedReader {
  var tokens: [CommentedToken]
  private var index = 0
  /// The comments read that belong to nothing yet.
  private var pending: [Comment] = []
  /// Whether a blank line stands above what comes next.
  private var endsInBlankLine = false
  /// The column at which the line of what comes next begins.
  private var nextColumn = 0

  init(tokens: [CommentedToken]) {
    self.tokens = tokens
  }

  mutating func readDocument() -> CommentedNode {
    takeGap()
    let header = takeComments()
    let followsBlankLine = endsInBlankLine
    var note: Comment?
    let node = readNode(note: &note)
    takeGap()
    guard case .collection(var root) = node.content else { return node }
    if !root.entries.isEmpty {
      if !header.isEmpty, root.entries[0].comments.isEmpty {
        root.entries[0].followsBlankLine = followsBlankLine
      }
      root.entries[0].comments.insert(contentsOf: header, at: 0)
    }
    root.endComments += takeComments()
    return CommentedNode(content: .collection(root), anchor: node.anchor)
  }

  /// Reads a node.
  ///
  /// - Parameter note: The comment on the line above a collection in block style, if the node is
  ///   one and the comment follows its anchor.
  /// - Returns: The node.
  private mutating func readNode(note: inout Comment?) -> CommentedNode {
    var anchor: String?
    let kind = valueKind
    if case .anchor(let name) = tokens[index].content {
      anchor = name
      index += 1
      takeGap()
      if kind == .block { note = note ?? takeTrailingComment() }
    }
    let token = tokens[index].content
    index += 1
    switch token {
    case .scalar(let scalar): return CommentedNode(content: .scalar(scalar), anchor: anchor)
    case .start(let isMapping, let isFlow, let column):
      let collection = readCollection(isMapping: isMapping, isFlow: isFlow, column: column)
      return CommentedNode(content: .collection(collection), anchor: anchor)
    case .alias(let name): return CommentedNode(content: .alias(name), anchor: nil)
    case .anchor, .end, .textEnd: return CommentedNode(content: .scalar(nil), anchor: anchor)
    }
  }

  private mutating func readCollection(
    isMapping: Bool, isFlow: Bool, column: Int
  ) -> CommentedCollection {
    var entries: [CommentedEntry] = []
    while true {
      takeGap()
      if case .end = tokens[index].content { break }
      entries.append(readEntry(hasKey: isMapping, isFlow: isFlow, column: column))
    }
    index += 1
    let end = isFlow ? takeComments() : takeComments(indentedTo: column)
    return CommentedCollection(
      entries: entries, endComments: end, isMapping: isMapping, isFlow: isFlow)
  }

  private mutating func readEntry(hasKey: Bool, isFlow: Bool, column: Int) -> CommentedEntry {
    var comments = takeComments()
    let followsBlankLine = endsInBlankLine
    var note: Comment?
    let key = hasKey ? readNode(note: &note) : nil
    takeGap()
    switch valueKind {
    case .empty: break
    case .block: note = takeTrailingComment()
    case .other: comments += takeComments()
    }
    var value = readNode(note: &note)
    takeGap()
    switch value.content {
    case .scalar(let scalar?): note = scalar.comment ?? takeTrailingComment()
    case .scalar(nil):
      note = takeTrailingComment()
      // Comments below a key without a value, indented: those of an empty section.
      let inner = isFlow ? [] : takeComments(indentedTo: column + 1)
      if hasKey, !inner.isEmpty, value.anchor == nil {
        let section = CommentedCollection(
          entries: [], endComments: inner, isMapping: true, isFlow: false)
        value = CommentedNode(content: .collection(section), anchor: nil)
      } else {
        pending = inner + pending
      }
    case .alias: note = takeTrailingComment()
    case .collection(var collection) where collection.isFlow:
      note = takeTrailingComment()
      if collection.entries.isEmpty {
        comments += collection.endComments
        collection.endComments = []
        value = CommentedNode(content: .collection(collection), anchor: value.anchor)
      }
    case .collection: break
    }
    return CommentedEntry(
      comments: comments.map(\.onItsOwnLine), followsBlankLine: followsBlankLine, key: key,
      value: value, trailingComment: note)
  }

  private enum ValueKind {
    case empty, block, other
  }

  /// What the value is that begins here, after its anchor.
  private var valueKind: ValueKind {
    var next = index
    if case .anchor = tokens[next].content { next += 1 }
    return switch tokens[next].content {
    case .scalar(nil): .empty
    case .start(_, isFlow: false, _): .block
    case .scalar, .start, .alias, .anchor, .end, .textEnd: .other
    }
  }

  /// Takes in the gap before the next piece, once.
  private mutating func takeGap() {
    guard let gap = tokens[index].gap else { return }
    tokens[index].gap = nil
    pending += gap.comments
    endsInBlankLine = gap.endsInBlankLine
    nextColumn = gap.column
  }

  /// All comments that are pending.
  private mutating func takeComments() -> [Comment] {
    defer { pending = [] }
    return pending
  }

  /// The pending comments that are indented to a column, and more than what comes next.
  private mutating func takeComments(indentedTo column: Int) -> [Comment] {
    let taken = pending.prefix { $0.column >= column && $0.column > nextColumn }
    pending.removeFirst(taken.count)
    return Array(taken)
  }

  /// The comment at the end of the line just read.
  private mutating func takeTrailingComment() -> Comment? {
    guard pending.first?.isTrailing == true else { return nil }
    return pending.removeFirst()
  }
}

extension Comment {
  /// The comment where it stands above an entry.
  fileprivate var onItsOwnLine: Comment {
    Comment(text: text, column: column, isTrailing: false, followsBlankLine: followsBlankLine)
  }
}
