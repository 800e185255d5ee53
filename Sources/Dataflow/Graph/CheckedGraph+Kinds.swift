extension CheckedGraph {
  /// The kinds of the nodes that compute, in loops too, each once and in the order of the graph.
  public var kinds: [NodeKind] {
    var seen: Set<String> = []
    return allKinds.filter { seen.insert($0.name).inserted }
  }

  private var allKinds: [NodeKind] {
    nodes.flatMap { $0.loop?.body.allKinds ?? [$0.kind] }
  }
}
