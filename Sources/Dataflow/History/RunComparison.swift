/// Says why a node would run again: what is not as it was in the last run.
public struct RunComparison: Sendable {
  private let before: [String: NodeDetail]
  private let now: [String: NodeDetail]

  /// Something that is not as it was.
  public enum Change: Sendable, Hashable {
    /// The node was not in the last run.
    case newNode(String)
    /// A node is of another kind.
    case kind(node: String, old: String, new: String)
    /// A node's kind computes something else than it did.
    case revision(node: String, kind: String, old: Int, new: Int)
    /// An input was given another value.
    case input(node: String, input: String, old: String, new: String)
    /// An input comes from another node.
    case source(node: String, input: String, old: String?, new: String?)
    /// The bytes of a file have changed.
    case file(node: String, path: String)
    /// A file was not read before.
    case newFile(node: String, path: String)
    /// The node failed, or was not reached, in the last run.
    case unfinished(String)
  }

  /// A comparison of the last run of a graph with what a run would do now.
  init(before: RunRecord, now: [NodeDetail]) {
    nodes = now.map(\.node)
    self.before = Dictionary(before.nodes.map { ($0.node, $0) }) { first, _ in first }
    self.now = Dictionary(now.map { ($0.node, $0) }) { first, _ in first }
  }

  /// The nodes that would be needed, in demand order.
  public let nodes: [String]

  /// The changes that a node's result depends on, the nearest first; empty if nothing has changed.
  public func changes(behind node: String) -> [Change] {
    var changes: [Change] = []
    var waiting = [node]
    var seen: Set<String> = [node]
    var head = 0
    while head < waiting.count {
      let id = waiting[head]
      head += 1
      guard let new = now[id] else { continue }
      guard let old = before[id] else {
        changes.append(.newNode(id))
        continue
      }
      // Equal fingerprints: whatever is written otherwise behind it comes to the same.
      if let fingerprint = new.fingerprint, old.fingerprint == fingerprint,
        !old.isUnfinished
      {
        continue
      }
      changes += self.changes(from: old, to: new)
      for source in new.inputs.flatMap(\.sources) where seen.insert(source).inserted {
        waiting.append(source)
      }
    }
    return changes
  }

  private func changes(from old: NodeDetail, to new: NodeDetail) -> [Change] {
    let id = new.node
    if old.kind != new.kind { return [.kind(node: id, old: old.kind, new: new.kind)] }
    var changes: [Change] = []
    if old.revision != new.revision {
      changes.append(
        .revision(node: id, kind: new.kind, old: old.revision, new: new.revision))
    }
    let given = Dictionary(old.inputs.map { ($0.name, $0) }) { first, _ in first }
    for input in new.inputs {
      guard let was = given[input.name] else { continue }
      if was.sources != input.sources, was.value != input.value {
        changes.append(
          .source(node: id, input: input.name, old: was.sources.first, new: input.sources.first))
      } else if input.sources.isEmpty, was.value != input.value {
        changes.append(
          .input(node: id, input: input.name, old: was.value, new: input.value))
      }
    }
    // A file that has moved is the same file.
    let digests = Set(old.files.map(\.digest))
    let paths = Set(old.files.map(\.path))
    for file in new.files where !digests.contains(file.digest) {
      changes.append(
        paths.contains(file.path)
          ? .file(node: id, path: file.path) : .newFile(node: id, path: file.path))
    }
    if changes.isEmpty, old.isUnfinished { changes.append(.unfinished(id)) }
    return changes
  }
}

extension NodeDetail {
  /// Whether the node was to run and has no result.
  fileprivate var isUnfinished: Bool { outcome == "failed" || outcome == "skipped" }
}

extension RunComparison.Change: CustomStringConvertible {
  /// The change as one clause.
  public var description: String {
    switch self {
    case .newNode(let node): "'\(node)' was not in the last run"
    case .kind(let node, let old, let new): "'\(node)' is of kind \(new); it was of kind \(old)"
    case .revision(let node, let kind, let old, let new):
      "'\(node)': \(kind) is at revision \(new); it was at \(old)"
    case .input(let node, let input, let old, let new):
      "'\(node)': '\(input)' is \(new); it was \(old)"
    case .source(let node, let input, let old, let new):
      "'\(node)': '\(input)' comes from \(Self.place(new)); it came from \(Self.place(old))"
    case .file(let node, let path): "'\(node)': \(path) has other contents"
    case .newFile(let node, let path): "'\(node)' reads \(path), and did not"
    case .unfinished(let node): "'\(node)' did not finish in the last run"
    }
  }

  private static func place(_ source: String?) -> String {
    source.map { "'\($0)'" } ?? "a value"
  }
}
