/// Nodes that two graphs have under different ids.
struct NodeRenaming {
  /// Each old id and the new one, in the order of the first graph.
  private(set) var pairs: [(old: String, new: String)] = []
  private var newIDs: [String: String] = [:]
  private var renamed: Set<String> = []

  /// Finds nodes of the first graph that the second has under other ids: equal kinds and inputs,
  /// where links to renamed nodes are followed.
  ///
  /// Renaming one node may show that another, which is linked to it, is renamed too: each round finds
  /// what those before it have shown.
  init(from first: [YAMLEntry], to second: [YAMLEntry]) {
    let ids = (Set(first.map(\.key.value)), Set(second.map(\.key.value)))
    var gone = first.filter { !ids.1.contains($0.key.value) }
    var fresh: [String: [String]] = [:]
    for entry in second where !ids.0.contains(entry.key.value) {
      fresh[entry.value.meaning, default: []].append(entry.key.value)
    }
    var count = -1
    while count < newIDs.count, !gone.isEmpty, !fresh.isEmpty {
      count = newIDs.count
      gone = gone.filter { entry in
        let meaning = applied(entry).value.meaning
        guard var candidates = fresh[meaning], !candidates.isEmpty else { return true }
        let id = candidates.removeFirst()
        fresh[meaning] = candidates
        newIDs[entry.key.value] = id
        renamed.insert(id)
        return false
      }
    }
    pairs = first.compactMap { entry in newIDs[entry.key.value].map { (entry.key.value, $0) } }
  }

  /// The new id of a node, if it has one.
  subscript(id: String) -> String? { newIDs[id] }

  /// Whether an id of the second graph is the new one of a node.
  func isNew(_ id: String) -> Bool { renamed.contains(id) }

  /// An entry whose links lead to the new ids.
  func applied(_ entry: YAMLEntry) -> YAMLEntry {
    YAMLEntry(key: entry.key, value: applied(entry.value))
  }

  private func applied(_ node: YAMLNode) -> YAMLNode {
    let content: YAMLNode.Content =
      switch node.content {
      case .scalar(let literal):
        .scalar(Literal(link(literal.text), isQuoted: literal.isQuoted))
      case .sequence(let elements): .sequence(elements.map(applied))
      case .mapping(let entries): .mapping(entries.map(applied))
      case .reported: .reported
      }
    return YAMLNode(content, at: node.position)
  }

  /// `$new.output` for `$old.output`; any other text as it is.
  private func link(_ text: String) -> String {
    guard text.hasPrefix("$"), !text.hasPrefix("$$") else { return text }
    let id = text.dropFirst().prefix { $0 != "." }
    return newIDs[String(id)].map { "$\($0)\(text.dropFirst(1 + id.count))" } ?? text
  }
}
