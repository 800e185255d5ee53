/// What a run is asked for.
public struct Demand: Sendable {
  /// The outputs of the graph that are asked for, by place.
  let outputs: [Int]
  /// The nodes that are asked for, by place.
  let nodes: [Int]
  /// Whether the values of the nodes asked for are wanted, and not only what they do.
  let wantsNodeValues: Bool
}

extension CheckedGraph {
  /// Everything: the outputs in the order of the file, then the nodes that save something.
  public var everything: Demand {
    Demand(
      outputs: Array(outputs.indices), nodes: nodes.indices.filter { nodes[$0].kind.isSink },
      wantsNodeValues: false)
  }

  /// Some nodes, and nothing that they do not need: `--only`.
  ///
  /// - Throws: A fault for each id that is no node's.
  public func only(_ ids: [String]) throws(DiagnosticList) -> Demand {
    let index = Dictionary(nodes.indices.map { (nodes[$0].id, $0) }) { first, _ in first }
    var suggester = NameSuggester(nodes.map(\.id))
    let faults = ids.filter { index[$0] == nil }.map { id in
      Diagnostic(
        position: .option("--only \(id)"),
        message: "there is no node '\(id)'\(suggester.hint(for: id))")
    }
    guard faults.isEmpty else { throw DiagnosticList(faults, in: file.source) }
    return Demand(outputs: [], nodes: ids.compactMap { index[$0] }, wantsNodeValues: true)
  }
}
