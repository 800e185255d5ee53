/// What a run will do, worked out before anything runs.
///
/// Nodes with equal fingerprints are one *cell*: it is computed once, by the first of them, and the
/// others take its result. A cell is named by the place of that node in the graph.
struct RunPlan {
  /// The nodes needed for certain, each after all that it needs, in demand order.
  let order: [Int]
  /// The cell of each node that may be needed; nil for the others.
  let cells: [Int?]
  /// The cells that each cell is made of, in reading order, each once: first those that must be
  /// there before it runs, then those that it may ask for.
  let sources: [Sources]
  /// The cells that cannot run without a cell.
  let consumers: [[Int]]
  /// How many cells and demands may use the result of each cell.
  let useCounts: [Int]

  /// The cells that a cell is made of.
  struct Sources {
    var strict: [Int] = []
    var lazy: [Int] = []
  }

  init(_ graph: CheckedGraph, _ demand: Demand) {
    var roots: [Int] = []
    for output in demand.outputs {
      graph.outputs[output].binding.forEachSource { roots.append($0) }
    }
    roots += demand.nodes
    let all = graph.order(from: roots) { graph.sources(of: $0, where: { _ in true }) }
    order = graph.order(from: roots) { graph.sources(of: $0, where: { !$0.isLazy }) }

    let fingerprints = graph.fingerprints(in: all)
    var firsts: [Fingerprint: Int] = [:]
    // The nodes needed for certain come first, so that a cell is not named by one that may not run.
    for node in order + all {
      guard let fingerprint = fingerprints[node], firsts[fingerprint] == nil else { continue }
      firsts[fingerprint] = node
    }
    let cells = fingerprints.map { $0.flatMap { firsts[$0] } }
    self.cells = cells

    var sources = [Sources](repeating: Sources(), count: graph.nodes.count)
    var consumers = [[Int]](repeating: [], count: graph.nodes.count)
    var useCounts = [Int](repeating: 0, count: graph.nodes.count)
    for cell in all where cells[cell] == cell {
      let strict = graph.sources(of: cell, where: { !$0.isLazy }).compactMap { cells[$0] }.unique
      let lazy = graph.sources(of: cell, where: \.isLazy).compactMap { cells[$0] }.unique
        .filter { !strict.contains($0) }
      sources[cell] = Sources(strict: strict, lazy: lazy)
      for source in strict { consumers[source].append(cell) }
      for source in strict + lazy { useCounts[source] += 1 }
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
    self.consumers = consumers
    self.useCounts = useCounts
  }
}

extension CheckedGraph {
  /// The nodes that a node's inputs are made of, for the inputs that a test selects.
  func sources(of node: Int, where isSelected: (InputDeclaration) -> Bool) -> [Int] {
    var sources: [Int] = []
    for (input, binding) in zip(nodes[node].kind.inputs, nodes[node].bindings)
    where !binding.isKnown && isSelected(input) {
      binding.forEachSource { sources.append($0) }
    }
    return sources
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
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
