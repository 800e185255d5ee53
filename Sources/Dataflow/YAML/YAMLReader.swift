extension YAMLNode {
  /// Reads the one document of a text.
  ///
  /// Everything in it that graphs do not have is reported: bad syntax, duplicate keys, tags, keys
  /// that are no scalars, unknown anchors, more than one document, bytes that are not UTF-8. What
  /// hostile text can cost is bounded: its size, the depth of nesting, and how many nodes aliases
  /// and merges add to those written out.
  ///
  /// - Returns: The root and what is wrong. The root is nil if there is no document or reading
  ///   ended early: where libyaml cannot read on, or a bound is exceeded.
  public static func read(_ source: SourceText) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    guard source.bytes.count <= YAMLReader.Limit.bytes else {
      let message =
        "the file has \(source.bytes.count >> 20) MiB; "
        + "at most \(YAMLReader.Limit.bytes >> 20) MiB are read"
      return (nil, [Diagnostic(position: source.start, message: message)])
    }
    do {
      var reader = YAMLReader(source, try YAMLEventStream(source.bytes))
      let root = reader.readStream()
      return (root, reader.diagnostics)
    } catch {
      let message = "there is not enough memory to read the file"
      return (nil, [Diagnostic(position: source.start, message: message)])
    }
  }
}

/// Makes a tree of the events of a document.
struct YAMLReader: ~Copyable {
  /// What a document may hold at most.
  enum Limit {
    /// Bytes of a file.
    static let bytes = 64 << 20
    /// Nodes within nodes.
    static let depth = 64
    /// Nodes that are written out: about ten times what a graph of 100 000 nodes has.
    static let writtenNodes = 5_000_000
    /// Nodes that aliases and merges stand for, all together.
    static let aliasedNodes = 100_000
    /// Faults that reading goes on after.
    static let faults = 1000
  }

  private(set) var diagnostics: [Diagnostic] = []
  private let file: String
  private let source: SourceText
  private var events: YAMLEventStream
  private var cursor: ByteCursor
  private var anchors: [String: Anchor] = [:]
  private var writtenNodes = 0
  private var aliasedNodes = 0
  private var depth = 0

  /// What the name of an anchor stands for.
  private enum Anchor {
    /// A node that is being read: an alias to it would contain itself.
    case open
    /// A node, and how many nodes it is with all that it holds.
    case complete(YAMLNode, nodeCount: Int)
  }

  /// Ends reading; why is already reported.
  private struct Stop: Error {}

  init(_ source: SourceText, _ events: consuming YAMLEventStream) {
    file = source.file
    self.source = source
    self.events = events
    cursor = ByteCursor(source.bytes)
  }

  mutating func readStream() -> YAMLNode? {
    do {
      guard case .documentStart = try next().content else { return nil }
      let root = try readNode(next()).node
      _ = try next()
      let end = try next()
      if case .documentStart = end.content {
        throw stop("a second document begins; a file holds one", at: position(of: end.mark))
      }
      return root
    } catch {
      return nil
    }
  }

  /// Reads the node that begins with an event.
  ///
  /// - Returns: The node, and how many nodes it is with all that it holds.
  private mutating func readNode(
    _ event: YAMLEvent
  ) throws(Stop) -> (node: YAMLNode, nodeCount: Int) {
    let position = position(of: event.mark)
    depth += 1
    defer { depth -= 1 }
    if depth > Limit.depth {
      throw stop("nested more than \(Limit.depth) deep", at: position)
    }
    writtenNodes += 1
    if writtenNodes > Limit.writtenNodes {
      throw stop("more than \(Limit.writtenNodes) scalars, lists and mappings", at: position)
    }
    switch event.content {
    case .alias(let name):
      return try readAlias(name, at: position)
    case .scalar(let literal, let properties):
      report(tag: properties.tag, at: position)
      let node = YAMLNode(.scalar(literal), at: position)
      if let anchor = properties.anchor { anchors[anchor] = .complete(node, nodeCount: 1) }
      return (node, 1)
    case .sequenceStart(let properties):
      return try readCollection(properties, at: position) { reader throws(Stop) in
        try reader.readElements()
      }
    case .mappingStart(let properties):
      return try readCollection(properties, at: position) { reader throws(Stop) in
        try reader.readEntries()
      }
    case .documentStart, .documentEnd, .streamEnd, .sequenceEnd, .mappingEnd:
      return (YAMLNode(.reported, at: position), 1)
    }
  }

  private mutating func readCollection(
    _ properties: YAMLEvent.Properties, at position: SourcePosition,
    _ readContent: (inout YAMLReader) throws(Stop) -> (content: YAMLNode.Content, nodeCount: Int)
  ) throws(Stop) -> (node: YAMLNode, nodeCount: Int) {
    report(tag: properties.tag, at: position)
    if let anchor = properties.anchor { anchors[anchor] = .open }
    let (content, count) = try readContent(&self)
    let node = YAMLNode(content, at: position)
    if let anchor = properties.anchor {
      anchors[anchor] = .complete(node, nodeCount: count + 1)
    }
    return (node, count + 1)
  }

  private mutating func readElements() throws(Stop) -> (YAMLNode.Content, nodeCount: Int) {
    var elements: [YAMLNode] = []
    var count = 0
    while true {
      let event = try next()
      if case .sequenceEnd = event.content { return (.sequence(elements), count) }
      let element = try readNode(event)
      elements.append(element.node)
      count += element.nodeCount
    }
  }

  private mutating func readEntries() throws(Stop) -> (YAMLNode.Content, nodeCount: Int) {
    var entries: [YAMLEntry] = []
    var merged: [YAMLEntry] = []
    var lines: [String: Int] = [:]
    var count = 0
    while true {
      let event = try next()
      if case .mappingEnd = event.content {
        for entry in merged where lines.updateValue(0, forKey: entry.key.value) == nil {
          entries.append(entry)
        }
        return (.mapping(entries), count)
      }
      let keyNode = try readNode(event)
      let value = try readNode(next())
      count += keyNode.nodeCount + value.nodeCount
      guard case .scalar(let key) = keyNode.node.content else {
        report("a key must be a scalar, not \(keyNode.node.name)", at: keyNode.node.position)
        continue
      }
      if key.text == "<<", !key.isQuoted {
        merged += entriesToMerge(value.node)
      } else if let line = lines.updateValue(keyNode.node.position.line, forKey: key.text) {
        lines[key.text] = line
        report(
          "duplicate key '\(key.text)'; it is first given on line \(line)",
          at: keyNode.node.position)
      } else {
        entries.append(
          YAMLEntry(key: Marked(key.text, at: keyNode.node.position), value: value.node))
      }
    }
  }

  /// The entries that the value of a `<<` merges; of one key, the first counts.
  private mutating func entriesToMerge(_ node: YAMLNode) -> [YAMLEntry] {
    switch node.content {
    case .mapping(let entries): return entries
    case .sequence(let parts):
      return parts.flatMap { part -> [YAMLEntry] in
        guard case .mapping(let entries) = part.content else {
          reportMerge(part)
          return []
        }
        return entries
      }
    case .scalar, .reported:
      reportMerge(node)
      return []
    }
  }

  private mutating func reportMerge(_ node: YAMLNode) {
    if case .reported = node.content { return }
    report("'<<' merges a mapping or a list of mappings, not \(node.name)", at: node.position)
  }

  private mutating func readAlias(
    _ name: String, at position: SourcePosition
  ) throws(Stop) -> (node: YAMLNode, nodeCount: Int) {
    switch anchors[name] {
    case .complete(let node, let count):
      aliasedNodes += count
      if aliasedNodes > Limit.aliasedNodes {
        throw stop("aliases stand for more than \(Limit.aliasedNodes) nodes", at: position)
      }
      return (YAMLNode(node.content, at: position), count)
    case .open:
      report("'*\(name)' stands inside of what it stands for", at: position)
    case nil:
      report("there is no anchor '&\(name)' before this", at: position)
    }
    return (YAMLNode(.reported, at: position), 1)
  }

  private mutating func next() throws(Stop) -> YAMLEvent {
    if diagnostics.count >= Limit.faults { throw Stop() }
    do {
      return try events.next()
    } catch {
      throw stop(error)
    }
  }

  /// The end of the text for a place after it: libyaml counts a line after the last.
  private func placeWithinText(_ position: SourcePosition) -> SourcePosition {
    guard position.byte >= source.bytes.count else { return position }
    let isLineEnd = { (byte: UInt8) in byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
    let last = source.bytes.lastIndex { !isLineEnd($0) }
    return source.position(ofByte: last.map { $0 + 1 } ?? 0)
  }

  private mutating func position(of mark: YAMLEvent.Mark) -> SourcePosition {
    SourcePosition(
      file: file, line: mark.line + 1, column: mark.column + 1,
      byte: cursor.byte(ofScalar: mark.scalar))
  }

  private mutating func report(_ message: String, at position: SourcePosition) {
    diagnostics.append(Diagnostic(position: position, message: message))
  }

  private mutating func report(tag: String?, at position: SourcePosition) {
    guard let tag else { return }
    report("graphs have no tags; remove '\(YAMLReader.shown(tag))'", at: position)
  }

  private static func shown(_ tag: String) -> String {
    let standard = "tag:yaml.org,2002:"
    return tag.hasPrefix(standard) ? "!!\(tag.dropFirst(standard.count))" : tag
  }

  private mutating func stop(_ message: String, at position: SourcePosition) -> Stop {
    report(message, at: position)
    return Stop()
  }

  private mutating func stop(_ error: YAMLSyntaxError) -> Stop {
    switch error {
    case .memory:
      return stop("there is not enough memory to read the file", at: source.start)
    case .character(let byte, let problem):
      return stop(problem, at: source.position(ofByte: byte))
    case .syntax(let problem, let mark, let context, let contextMark):
      let position = placeWithinText(position(of: mark))
      if position.byte < source.bytes.count, source.bytes[position.byte] == UInt8(ascii: "\t") {
        return stop("a tab cannot indent or begin a value; use spaces", at: position)
      }
      let place =
        contextMark.line + 1 < position.line ? " that begins on line \(contextMark.line + 1)" : ""
      return stop(problem + (context.map { " \($0)\(place)" } ?? ""), at: position)
    }
  }
}
