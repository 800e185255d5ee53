/// Writes a document with its comments in the style of graphs.
struct CommentedPrinter {
  /// The greatest number of characters in a line that holds a mapping or a sequence in brackets.
  private static let width = 100
  /// How many blanks what is inside begins with more than what it is in.
  private static let step = BlockScalar.indentation
  /// The greatest number of characters of a key that is followed by its value: YAML's bound is 1024.
  private static let keyLimit = 1000

  private var text = ""
  /// Whether the next line is the first of its collection, above which no line is left blank.
  private var isFirst = true
  /// Whether the last line ends a block that keeps the blank lines below it.
  private var keepsBlankLines = false

  /// The text of a document that is a mapping.
  static func text(of root: CommentedCollection) -> String {
    var printer = CommentedPrinter()
    printer.write(root, depth: 0, aligns: false)
    return printer.text
  }

  /// Writes a collection in block style.
  ///
  /// - Parameters:
  ///   - collection: The collection.
  ///   - depth: How many blanks its lines begin with.
  ///   - aligns: Whether values in braces on neighbouring lines begin in one column.
  private mutating func write(_ collection: CommentedCollection, depth: Int, aligns: Bool) {
    let paddings = aligns ? Self.paddings(of: collection.entries, depth: depth) : [:]
    isFirst = true
    for (index, entry) in collection.entries.enumerated() {
      write(entry.comments, depth: depth)
      begin(depth: depth, afterBlankLine: entry.followsBlankLine)
      writeLine(entry, depth: depth, padding: paddings[index] ?? 0)
      isFirst = false
    }
    write(collection.endComments, depth: depth)
  }

  private mutating func write(_ comments: [Comment], depth: Int) {
    for comment in comments {
      begin(depth: depth, afterBlankLine: comment.followsBlankLine)
      text += "\(comment.text)\n"
    }
  }

  private mutating func begin(depth: Int, afterBlankLine: Bool) {
    if afterBlankLine, !isFirst, !keepsBlankLines { text += "\n" }
    (isFirst, keepsBlankLines) = (false, false)
    text += Self.blanks(depth)
  }

  /// Writes an entry whose line is begun.
  private mutating func writeLine(_ entry: CommentedEntry, depth: Int, padding: Int) {
    let head = Self.head(of: entry, depth: depth)
    text += head
    if let line = entry.line(at: depth + head.count, width: Self.width) {
      if !line.isEmpty { text += Self.blanks(1 + padding) + line }
      return text += entry.note + "\n"
    }
    if let anchor = entry.value.anchor { text += " &\(anchor)" }
    switch entry.value.content {
    case .scalar(let scalar?): write(scalar, depth: depth + Self.step, note: entry.note)
    case .collection(let collection) where entry.isCompact(collection):
      text += " "
      writeCompact(collection, depth: depth + Self.step)
    case .collection(let collection):
      text += entry.note + "\n"
      write(collection, depth: depth + Self.step, aligns: depth == 0 && head == "inputs:")
    case .scalar(nil), .alias: text += entry.note + "\n"
    }
  }

  /// Writes a collection that begins on the line of the dash before it.
  private mutating func writeCompact(_ collection: CommentedCollection, depth: Int) {
    var rest = collection
    writeLine(rest.entries.removeFirst(), depth: depth, padding: 0)
    for entry in rest.entries {
      write(entry.comments, depth: depth)
      begin(depth: depth, afterBlankLine: entry.followsBlankLine)
      writeLine(entry, depth: depth, padding: 0)
    }
    write(rest.endComments, depth: depth)
  }

  /// Writes a scalar on several lines.
  private mutating func write(_ scalar: WrittenScalar, depth: Int, note: String) {
    text += " "
    for (index, line) in scalar.lines.enumerated() {
      let isBlank = line.allSatisfy(\.isNewline)
      if index > 0, !isBlank { text += Self.blanks(depth) }
      text += index == 0 && scalar.isBlock ? "\(line.dropLast())\(note)\n" : line
    }
    text += scalar.isBlock ? "\n" : "\(note)\n"
    keepsBlankLines = scalar.keepsBlankLines
  }

  /// The key and the colon, or the dash.
  private static func head(of entry: CommentedEntry, depth: Int) -> String {
    guard let key = entry.key?.keyLine else { return "-" }
    return key.count > keyLimit ? "? \(key.dropLast())\n\(blanks(depth)):" : key
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// How many blanks more stand before values in braces, so that those of neighbouring lines begin
  /// in one column; none where a line would grow too long.
  private static func paddings(of entries: [CommentedEntry], depth: Int) -> [Int: Int] {
    var paddings: [Int: Int] = [:]
    var run: [(index: Int, head: Int, line: Int)] = []
    func endRun() {
      let column = run.map(\.head).max() ?? 0
      if run.allSatisfy({ depth + column + 1 + $0.line <= width }) {
        for line in run { paddings[line.index] = column - line.head }
      }
      run = []
    }
    for (index, entry) in entries.enumerated() {
      if entry.followsBlankLine || !entry.comments.isEmpty { endRun() }
      let head = head(of: entry, depth: depth).count
      if entry.value.isFlowMapping, let line = entry.line(at: depth + head, width: width) {
        run.append((index, head, line.count))
      } else {
        endRun()
      }
    }
    endRun()
    return paddings
  }
}

extension CommentedEntry {
  /// The value, where it goes on the line of its key, which has so many characters.
  fileprivate func line(at column: Int, width: Int) -> String? {
    guard let line = value.line else { return nil }
    guard case .collection(let collection) = value.content, !collection.entries.isEmpty else {
      return line
    }
    return column + 1 + line.count <= width ? line : nil
  }

  /// The comment at the end of the line.
  fileprivate var note: String { trailingComment.map { "  \($0.text)" } ?? "" }

  /// Whether a collection in block style begins on the line of the dash before it.
  fileprivate func isCompact(_ collection: CommentedCollection) -> Bool {
    key == nil && value.anchor == nil && trailingComment == nil
      && collection.entries.first?.comments.isEmpty == true
  }
}

extension CommentedNode {
  fileprivate var isFlowMapping: Bool {
    guard case .collection(let collection) = content else { return false }
    return collection.isFlow && collection.isMapping
  }
}
