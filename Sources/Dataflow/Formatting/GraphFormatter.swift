/// Writes graphs in one style, keeping what they say and their comments.
///
/// The style: the sections in the order of `sections`, with a blank line above each of the long
/// ones; indentation by two; one blank before a value and two before a comment at the end of a
/// line; double quotes where a text is in quotes and needs no escapes in them; brackets where the
/// author put them and the line has at most 100 characters, otherwise one entry a line; inputs in
/// braces in one column. Blank lines are kept, never two together.
///
/// Read on in `CommentedToken.swift`, `CommentedReader.swift` and `CommentedPrinter.swift`.
public enum GraphFormatter {
  /// The sections of a graph, in order.
  private static let sections = ["weft", "about", "inputs", "nodes", "outputs", "graphs"]
  private static let longSections: Set = ["inputs", "nodes", "outputs", "graphs"]

  /// The text of a graph in style; a text in style is its own.
  ///
  /// - Throws: What is wrong with the YAML or the shape of the graph. Kinds, links and values are
  ///   not judged.
  public static func format(_ source: SourceText) throws(DiagnosticList) -> String {
    let (_, faults) = GraphFile.read(source)
    guard faults.isEmpty else { throw DiagnosticList(faults, in: source) }
    let (root, _) = YAMLNode.read(source)
    guard let root, let document = try? CommentedNode.read(source.bytes),
      case .collection(var collection) = document.content
    else { throw fault("the graph cannot be read", in: source) }
    arrange(&collection)
    let text = CommentedPrinter.text(of: collection)
    let (formatted, _) = YAMLNode.read(SourceText(file: source.file, text: text))
    guard let formatted, formatted.sorted.says(root.sorted) else {
      throw fault(
        "the graph cannot be put in style without changing what it says; is a line broken by "
          + "another character than a line feed?", in: source)
    }
    return text
  }

  private static func fault(_ message: String, in source: SourceText) -> DiagnosticList {
    DiagnosticList([Diagnostic(position: source.start, message: message)], in: source)
  }

  /// Puts the sections in order, below the comments that head the file.
  private static func arrange(_ root: inout CommentedCollection) {
    guard !root.entries.isEmpty else { return }
    let header = root.entries[0].takeHeader()
    if !root.hasAliasAcrossSections {
      root.entries = root.entries.enumerated().sorted { a, b in
        let (left, right) = (rank(a.element), rank(b.element))
        return left != right ? left < right : a.offset < b.offset
      }.map(\.element)
    }
    for index in root.entries.indices {
      let isLong = root.entries[index].name.map { longSections.contains($0) } ?? false
      if isLong || index == 0 && !header.isEmpty { root.entries[index].putBelowBlankLine() }
    }
    root.entries[0].comments.insert(contentsOf: header, at: 0)
  }

  private static func rank(_ entry: CommentedEntry) -> Int {
    entry.name.flatMap { sections.firstIndex(of: $0) } ?? sections.count
  }
}

extension CommentedEntry {
  fileprivate var name: String? {
    guard case .scalar(let scalar) = key?.content else { return nil }
    return scalar?.literal.text
  }

  /// Takes away the comments that a blank line parts from the entry.
  fileprivate mutating func takeHeader() -> [Comment] {
    let blanksBelow = Array((comments.map(\.followsBlankLine) + [followsBlankLine]).dropFirst())
    guard let count = blanksBelow.lastIndex(of: true).map({ $0 + 1 }) else { return [] }
    defer { comments.removeFirst(count) }
    return Array(comments.prefix(count))
  }

  fileprivate mutating func putBelowBlankLine() {
    if comments.isEmpty {
      followsBlankLine = true
    } else {
      comments[0].followsBlankLine = true
    }
  }
}

extension CommentedCollection {
  /// Whether an alias stands in another entry than its anchor, so that their order counts.
  fileprivate var hasAliasAcrossSections: Bool {
    entries.contains { entry in
      var (anchors, aliases): (Set<String>, Set<String>) = ([], [])
      entry.collectNames(anchors: &anchors, aliases: &aliases)
      return !aliases.isSubset(of: anchors)
    }
  }
}

extension CommentedEntry {
  fileprivate func collectNames(anchors: inout Set<String>, aliases: inout Set<String>) {
    for node in [key, value].compactMap(\.self) {
      if let anchor = node.anchor { anchors.insert(anchor) }
      switch node.content {
      case .alias(let name): aliases.insert(name)
      case .scalar: break
      case .collection(let collection):
        for entry in collection.entries {
          entry.collectNames(anchors: &anchors, aliases: &aliases)
        }
      }
    }
  }
}

extension YAMLNode {
  /// The node with its entries in the order of their keys.
  fileprivate var sorted: YAMLNode {
    guard case .mapping(let entries) = content else { return self }
    return YAMLNode(.mapping(entries.sorted { $0.key.value < $1.key.value }), at: position)
  }

  /// Whether two nodes are the same scalars, lists and mappings, wherever they stand.
  fileprivate func says(_ other: YAMLNode) -> Bool {
    switch (content, other.content) {
    case (.scalar(let a), .scalar(let b)): a == b
    case (.sequence(let a), .sequence(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.says($1) }
    case (.mapping(let a), .mapping(let b)):
      a.count == b.count
        && zip(a, b).allSatisfy { $0.key.value == $1.key.value && $0.value.says($1.value) }
    default: false
    }
  }
}
