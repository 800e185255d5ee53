/// What a run may need, worked out before anything runs.
///
/// Nodes of equal structure are one *cell*: it is computed once, and the others take its result. A
/// cell is named by the place of one of its nodes in the graph.
struct RunPlan {
  /// The nodes asked for, in the order in which they are: demands, by place in the graph.
  let roots: [Int]
  /// The nodes needed unless their results are at hand, each after all that it needs, in demand
  /// order.
  let order: [Int]
  /// The nodes that may be needed, each after all that it may need, in demand order.
  let possible: [Int]
  /// The cell of each node that may be needed; nil for the others.
  let cells: [Int?]
  /// The cells that each cell may be made of, in reading order, each once.
  let sources: [[Int]]
  /// How many cells and demands may use the result of each cell.
  let useCounts: [Int]

  init(_ graph: CheckedGraph, _ demand: Demand) {
    var roots: [Int] = []
    for output in demand.outputs {
      graph.outputs[output].binding.forEachSource { roots.append($0) }
    }
    roots += demand.nodes
    self.roots = roots
    let possible = graph.order(from: roots) { graph.possibleSources(of: $0) }
    self.possible = possible
    order = graph.order(from: roots) { graph.certainSources(of: $0) }

    let structures = graph.structures(in: possible)
    var firsts: [Fingerprint: Int] = [:]
    firsts.reserveCapacity(possible.count)
    var cells = [Int?](repeating: nil, count: graph.nodes.count)
    // The nodes needed for certain come first, so that a cell is not named by one that may not run.
    for nodes in [order, possible] {
      for node in nodes where cells[node] == nil {
        guard let structure = structures[node] else { continue }
        let first = firsts[structure] ?? node
        if first == node { firsts[structure] = node }
        cells[node] = first
      }
    }
    self.cells = cells

    var sources = [[Int]](repeating: [], count: graph.nodes.count)
    var useCounts = [Int](repeating: 0, count: graph.nodes.count)
    for cell in possible where cells[cell] == cell {
      sources[cell] = graph.possibleSources(of: cell).compactMap { cells[$0] }.unique
      for source in sources[cell] { useCounts[source] += 1 }
    }
    for output in demand.outputs {
      graph.outputs[output].binding.forEachSource { node in
        if let cell = cells[node] { useCounts[cell] += 1 }
      }
    }
    if demand.wantsNodeValues {
      for node in demand.nodes {
        if let cell = cells[node] { useCounts[cell] += 1 }
      }
    }
    self.sources = sources
    self.useCounts = useCounts
  }
}

extension CheckedGraph {
  /// All nodes that a node may need: for its conditions, then for its inputs.
  func possibleSources(of node: Int) -> [Int] {
    let node = nodes[node]
    var sources: [Int] = []
    for binding in node.guards { binding.forEachSource { sources.append($0) } }
    for binding in node.bindings { binding.forEachSource { sources.append($0) } }
    if case .again(_, let count, _)? = node.loop?.form {
      count.forEachSource { sources.append($0) }
    }
    return sources
  }

  /// The nodes that a node needs to be computed: its conditions, then its inputs apart from lazy ones.
  func sources(of node: Int) -> [Int] {
    let node = nodes[node]
    var sources: [Int] = []
    for binding in node.guards { binding.forEachSource { sources.append($0) } }
    node.forEachAwaitedInput { $0.forEachSource { sources.append($0) } }
    if case .again(_, let count, _)? = node.loop?.form {
      count.forEachSource { sources.append($0) }
    }
    return sources
  }

  /// The nodes that a node needs for certain: its conditions, or, where it has none, all that it is
  /// computed from.
  func certainSources(of node: Int) -> [Int] {
    guard nodes[node].guards.isEmpty else {
      var sources: [Int] = []
      for binding in nodes[node].guards { binding.forEachSource { sources.append($0) } }
      return sources
    }
    return sources(of: node)
  }

  /// The nodes that can be reached from some, each after all that it needs, in demand order.
  ///
  /// Depth first, inputs in the order of declaration, with a stack of its own: a chain may have any
  /// length.
  func order(from roots: [Int], through sources: (Int) -> [Int]) -> [Int] {
    var isSeen = [Bool](repeating: false, count: nodes.count)
    var order: [Int] = []
    var path: [(node: Int, sources: [Int], next: Int)] = []
    for root in roots where !isSeen[root] {
      isSeen[root] = true
      path.append((root, sources(root), 0))
      while let (node, nodeSources, next) = path.last {
        guard next < nodeSources.count else {
          order.append(node)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let source = nodeSources[next]
        if !isSeen[source] {
          isSeen[source] = true
          path.append((source, sources(source), 0))
        }
      }
    }
    return order
  }
}

extension Array where Element: Hashable {
  /// The elements, each once, in the order of their first places.
  fileprivate var unique: [Element] {
    if count < 2 { return self }
    if count < 16 {
      var kept: [Element] = []
      for element in self where !kept.contains(element) { kept.append(element) }
      return kept
    }
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
