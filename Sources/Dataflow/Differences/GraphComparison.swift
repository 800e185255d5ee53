/// Compares the trees of two graphs.
struct GraphComparison {
  private(set) var changes: [GraphDifference.Change] = []

  /// Compares two graphs, or two that graphs bring along.
  ///
  /// - Parameters:
  ///   - first: The entries of the first graph.
  ///   - second: The entries of the second graph.
  ///   - prefix: What places begin with.
  mutating func compareGraphs(_ first: [YAMLEntry], _ second: [YAMLEntry], at prefix: String = "") {
    let (old, new) = (Self.fields(first), Self.fields(second))
    let sections = ["inputs", "nodes", "outputs", "graphs"]
    for key in Self.keys(first, second) where !sections.contains(key) {
      compareValues(old[key], new[key], at: prefix + key)
    }
    let (oldNodes, newNodes) = (Self.entries(old["nodes"]), Self.entries(new["nodes"]))
    let renaming = NodeRenaming(from: oldNodes, to: newNodes)
    compareSection(
      Self.entries(old["inputs"]), Self.entries(new["inputs"]), titled: "type",
      at: "\(prefix)inputs.")
    for (id, newID) in renaming.pairs {
      changes.append(
        GraphDifference.Change(
          place: "\(prefix)nodes.\(id)", old: id, new: newID, event: .renamed))
    }
    compareSection(
      oldNodes.filter { renaming[$0.key.value] == nil }.map(renaming.applied),
      newNodes.filter { !renaming.isNew($0.key.value) }, titled: "kind", at: "\(prefix)nodes.")
    compareEntries(
      Self.entries(old["outputs"]).map(renaming.applied), Self.entries(new["outputs"]),
      at: "\(prefix)outputs.")
    compareIncluded(
      Self.entries(old["graphs"]), Self.entries(new["graphs"]), at: "\(prefix)graphs.")
  }

  /// Compares inputs or nodes: what only one graph has is one change, named by a field of it.
  private mutating func compareSection(
    _ first: [YAMLEntry], _ second: [YAMLEntry], titled title: String, at prefix: String
  ) {
    let (old, new) = (Self.fields(first), Self.fields(second))
    for key in Self.keys(first, second) {
      guard let oldNode = old[key], let newNode = new[key] else {
        let only = old[key] ?? new[key]
        let name = only.flatMap { Self.fields(Self.entries($0))[title]?.flowText } ?? ""
        let isNew = old[key] == nil
        changes.append(
          GraphDifference.Change(
            place: prefix + key, old: isNew ? nil : name, new: isNew ? name : nil,
            event: isNew ? .added : .removed))
        continue
      }
      compareValues(oldNode, newNode, at: prefix + key)
    }
  }

  private mutating func compareIncluded(
    _ first: [YAMLEntry], _ second: [YAMLEntry], at prefix: String
  ) {
    let (old, new) = (Self.fields(first), Self.fields(second))
    for key in Self.keys(first, second) {
      if let oldGraph = old[key], let newGraph = new[key] {
        compareGraphs(Self.entries(oldGraph), Self.entries(newGraph), at: "\(prefix)\(key).")
      } else {
        let isNew = old[key] == nil
        changes.append(
          GraphDifference.Change(
            place: prefix + key, old: isNew ? nil : key, new: isNew ? key : nil,
            event: isNew ? .added : .removed))
      }
    }
  }

  private mutating func compareEntries(
    _ first: [YAMLEntry], _ second: [YAMLEntry], at prefix: String
  ) {
    let (old, new) = (Self.fields(first), Self.fields(second))
    for key in Self.keys(first, second) { compareValues(old[key], new[key], at: prefix + key) }
  }

  /// Compares what two graphs have in one place: mappings entry by entry, anything else as a whole.
  private mutating func compareValues(_ old: YAMLNode?, _ new: YAMLNode?, at place: String) {
    if case .mapping(let first)? = old?.content, case .mapping(let second)? = new?.content {
      return compareEntries(first, second, at: "\(place).")
    }
    guard old?.meaning != new?.meaning else { return }
    changes.append(
      GraphDifference.Change(
        place: place, old: old?.flowText, new: new?.flowText, event: .changed))
  }

  private static func entries(_ node: YAMLNode?) -> [YAMLEntry] {
    if case .mapping(let entries)? = node?.content { entries } else { [] }
  }

  private static func fields(_ entries: [YAMLEntry]) -> [String: YAMLNode] {
    Dictionary(entries.map { ($0.key.value, $0.value) }) { first, _ in first }
  }

  /// The keys of both, in the order of the first and then of the second.
  private static func keys(_ first: [YAMLEntry], _ second: [YAMLEntry]) -> [String] {
    var seen: Set<String> = []
    return (first + second).map(\.key.value).filter { seen.insert($0).inserted }
  }
}

extension YAMLNode {
  /// A text that is the same for nodes that mean the same in a graph.
  var meaning: String { text { $0.isNull ? "null" : GraphWriter.quoted($0.text) } }

  /// The node as people are shown it, lists and mappings in YAML's short form.
  var flowText: String {
    text { $0.isQuoted || $0.text.contains(" ") ? GraphWriter.quoted($0.text) : $0.text }
  }

  /// The node with its scalars spelled in some way and its keys in order.
  private func text(_ spell: (Literal) -> String) -> String {
    switch content {
    case .scalar(let literal): return spell(literal)
    case .sequence(let elements):
      return "[\(elements.map { $0.text(spell) }.joined(separator: ", "))]"
    case .mapping(let entries):
      let parts = entries.map { ($0.key.value, $0.value.text(spell)) }.sorted { $0.0 < $1.0 }
      return "{\(parts.map { "\($0): \($1)" }.joined(separator: ", "))}"
    case .reported: return ""
    }
  }
}
