import Dataflow

extension GraphLock {
  /// What is not as it was when a graph was locked, each as one line: `kind Sample: 1 → 2`.
  ///
  /// - Parameters:
  ///   - current: The lock of the graph as it is now.
  ///   - path: Where the lock is.
  /// - Returns: The lines; none if all is as it was.
  /// - Throws: The faults of the graph in the lock, where that is no YAML.
  func drift(to current: GraphLock, path: String) throws(DiagnosticList) -> [String] {
    var drift: [String] = []
    if weft != current.weft { drift.append("weft: \(weft) → \(current.weft)") }
    for name in Set(kinds.keys).union(current.kinds.keys).sorted() {
      // A kind that comes or goes is a change of the graph, which names it.
      guard let old = kinds[name], let new = current.kinds[name], old != new else { continue }
      drift.append("kind \(name): revision \(old) → \(new)")
    }
    for node in Set(files.keys).union(current.files.keys).sorted() {
      guard let old = files[node], let new = current.files[node] else { continue }
      drift += Self.drift(of: node, from: old, to: new)
    }
    let difference = try GraphDifference(
      from: SourceText(file: path, text: graph), to: SourceText(file: path, text: current.graph))
    return drift
      + difference.changes.filter { !Self.isDescription($0.place) }.map { ChangeRecord($0).text }
  }

  /// Whether a place only says what something is for: `about`, `inputs.seed.about`.
  private static func isDescription(_ place: String) -> Bool {
    let parts = place.split(separator: ".")
    return parts.last == "about" && !parts.contains("nodes")
  }

  private static func drift(
    of node: String, from old: [String: String], to new: [String: String]
  ) -> [String] {
    Set(old.keys).union(new.keys).sorted().compactMap { file in
      guard old[file] != new[file] else { return nil }
      func shown(_ digest: String?) -> String { digest.map { "\($0.prefix(12))…" } ?? "nothing" }
      return "file \(file) of node \(node): \(shown(old[file])) → \(shown(new[file]))"
    }
  }
}
