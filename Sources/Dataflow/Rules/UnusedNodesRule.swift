/// Every node is needed by an output of the graph or by a node that saves something.
enum UnusedNodesRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    var needed = [Bool](repeating: false, count: draft.nodes.count)
    var waiting: [Int] = []
    func need(_ node: Int) {
      if !needed[node] {
        needed[node] = true
        waiting.append(node)
      }
    }
    for (index, node) in draft.nodes.enumerated() where node.kind?.isSink == true { need(index) }
    for output in draft.outputs { output.forEachSource { node, _ in need(node) } }
    if waiting.isEmpty, draft.outputs.isEmpty { return [.nothingToRun(draft.file)] }
    while let node = waiting.popLast() {
      draft.nodes[node].forEachSource { source, _ in need(source) }
    }
    return zip(draft.file.nodes, needed).filter { !$1 }.map { .unused($0.0.id) }
  }
}

extension Diagnostic {
  fileprivate static func unused(_ id: Marked<String>) -> Diagnostic {
    Diagnostic(
      position: id.position,
      message: "node '\(id.value)' is not used: nothing that the graph gives or saves needs it",
      severity: .warning)
  }

  fileprivate static func nothingToRun(_ file: GraphFile) -> Diagnostic {
    Diagnostic(
      position: file.source.start, message: "the graph gives no outputs and saves nothing",
      severity: .warning)
  }
}
