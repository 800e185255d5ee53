/// No node needs its own result.
///
/// Nodes that need one another are the strongly connected components of the graph, found by
/// Tarjan's algorithm (SIAM J. Comput. 1 (1972) 146–160) with a stack of its own, so that a chain
/// of any length can be checked. Of each component one shortest cycle is named.
enum CyclesRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    let sources = draft.nodes.map { node in
      var sources: [Int] = []
      node.forEachSource { source, _ in sources.append(source) }
      return sources
    }
    return components(sources).compactMap { component in
      let cycle = shortestCycle(from: component.min() ?? component[0], in: component, sources)
      return .cycle(cycle.map { draft.file.nodes[$0].id })
    }
  }

  /// The groups of nodes that need one another, or themselves.
  private static func components(_ sources: [[Int]]) -> [[Int]] {
    var order = [Int](repeating: -1, count: sources.count)
    var lowest = order
    var isOpen = [Bool](repeating: false, count: sources.count)
    var open: [Int] = []
    var path: [(node: Int, next: Int)] = []
    var components: [[Int]] = []
    var count = 0
    func enter(_ node: Int) {
      order[node] = count
      lowest[node] = count
      count += 1
      isOpen[node] = true
      open.append(node)
      path.append((node, 0))
    }
    for root in sources.indices where order[root] < 0 {
      enter(root)
      while let (node, next) = path.last {
        if next < sources[node].count {
          path[path.count - 1].next += 1
          let source = sources[node][next]
          if order[source] < 0 {
            enter(source)
          } else if isOpen[source] {
            lowest[node] = min(lowest[node], order[source])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
        guard lowest[node] == order[node], let start = open.lastIndex(of: node) else { continue }
        let component = Array(open[start...])
        open.removeSubrange(start...)
        for member in component { isOpen[member] = false }
        if component.count > 1 || sources[node].contains(node) { components.append(component) }
      }
    }
    return components
  }

  /// A shortest way from a node to itself, along the nodes that it needs.
  private static func shortestCycle(
    from start: Int, in component: [Int], _ sources: [[Int]]
  ) -> [Int] {
    var cameFrom: [Int: Int] = [:]
    var queue = [start]
    let members = Set(component)
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for source in sources[node] where members.contains(source) {
        if source == start {
          var cycle = [node]
          while let previous = cameFrom[cycle[cycle.count - 1]] { cycle.append(previous) }
          return cycle.reversed()
        }
        if cameFrom[source] == nil {
          cameFrom[source] = node
          queue.append(source)
        }
      }
    }
    return [start]
  }
}

extension Diagnostic {
  /// A cycle, each node needing the next and the last the first.
  fileprivate static func cycle(_ ids: [Marked<String>]) -> Diagnostic {
    let names = ids.map(\.value)
    let shown =
      names.count <= 12
      ? names : names.prefix(6) + ["… \(names.count - 10) more …"] + names.suffix(4)
    let way = (shown + [names[0]]).joined(separator: " → ")
    return Diagnostic(
      position: ids[0].position, message: "node '\(names[0])' needs its own result: \(way)")
  }
}
