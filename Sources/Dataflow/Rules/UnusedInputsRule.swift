/// Every input of a graph is used by a node or an output.
enum UnusedInputsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    var used: Set<String> = []
    func use(_ expression: Expression) {
      expression.forEachReference { link, _ in
        if case .input(let name) = link { used.insert(name) }
      }
    }
    for node in draft.file.nodes { node.forEachExpression(use) }
    for output in draft.file.outputs { use(output.value) }
    return draft.file.inputs.map(\.name).filter { !used.contains($0.value) }.map { .unused($0) }
  }
}

extension Diagnostic {
  fileprivate static func unused(_ name: Marked<String>) -> Diagnostic {
    Diagnostic(
      position: name.position, message: "input '\(name.value)' is not used", severity: .warning)
  }
}
