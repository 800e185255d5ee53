/// What a node's result was made of in a run, so that the next can say what is different.
struct NodeDetail: Codable, Sendable, Hashable {
  let node: String
  let kind: String
  let revision: Int
  /// The fingerprint of its result; nil if nothing identifies it.
  let fingerprint: String?
  /// What it was given, in the order in which its kind declares.
  let inputs: [InputDetail]
  /// The files that it read.
  let files: [FileRecord]
  /// What became of it: `ran`, `memory`, `disk`, `failed`, `skipped`, `absent`; nil if nothing.
  let outcome: String?
  /// What running it took, now or when its result was made.
  let seconds: Double?

  /// The same, with what running it took before.
  func taking(_ seconds: Double?) -> NodeDetail {
    NodeDetail(
      node: node, kind: kind, revision: revision, fingerprint: fingerprint, inputs: inputs,
      files: files, outcome: outcome, seconds: seconds)
  }
}

/// What an input of a node was given.
struct InputDetail: Codable, Sendable, Hashable {
  let name: String
  /// A plain value as text, or what identifies another.
  let value: String
  /// The nodes it came from.
  let sources: [String]
}

/// A file that a node read, and the digest of its contents.
struct FileRecord: Codable, Sendable, Hashable {
  let path: String
  let digest: String
}

extension EvaluationRun {
  /// The most nodes of which details are kept: the record of a run is for people.
  private static let detailLimit = 20_000

  /// What every node that something became of, or would, is made of.
  func details() -> [NodeDetail] {
    guard services.store.cache != nil, graph.nodes.count <= Self.detailLimit else { return [] }
    return plan.order.filter { plan.cells[$0] != nil }.map { detail(of: $0) } + loopDetails
  }

  private func detail(of node: Int) -> NodeDetail {
    let (cell, syntax) = (plan.cells[node] ?? node, graph.nodes[node])
    var fingerprint: String?
    if case .known(let known) = identities[cell] { fingerprint = known.description }
    let inputs = syntax.kind.inputs.enumerated().map { place, input in
      var sources: [Int] = []
      syntax.bindings[place].forEachSource { sources.append($0) }
      let value = contribution(of: syntax.bindings[place]).map { "\($0)" } ?? "not known"
      return InputDetail(
        name: input.name, value: value, sources: sources.map { name($0) })
    }
    return NodeDetail(
      node: name(node), kind: syntax.kind.name, revision: syntax.kind.revision,
      fingerprint: fingerprint, inputs: inputs, files: files[cell] ?? [],
      outcome: outcome(of: cell),
      seconds: times[cell].map { $0 / .seconds(1) })
  }

  private func outcome(of cell: Int) -> String? {
    switch states[cell] {
    case .failed: "failed"
    case .absent: "absent"
    case .skipped: "skipped"
    case .done, .released: times[cell] == nil ? "reused" : "ran"
    case .waiting, .found, .running, .notNeeded: nil
    }
  }
}

extension Contribution: CustomStringConvertible {
  /// A plain value as text, or what identifies another.
  var description: String {
    switch self {
    case .absent: "absent"
    case .plain(let text): "'\(text)'"
    case .made(let fingerprint, let output): "\(fingerprint).\(output)"
    case .list(let elements): "[\(elements.map(\.description).joined(separator: ", "))]"
    case .unwritten: "default"
    case .unidentified: "not identified"
    }
  }
}
