/// Every input that a graph gives a node is one the node declares.
enum DeclaredInputsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.nodes.flatMap { node in
      guard let kind = node.kind else { return [] as [Diagnostic] }
      return node.syntax.arguments
        .filter { kind.inputs.position(of: $0.name.value) == nil }
        .map { .undeclaredInput($0.name, of: kind) }
    }
  }
}

extension Diagnostic {
  fileprivate static func undeclaredInput(_ key: Marked<String>, of kind: NodeKind) -> Diagnostic {
    let known = kind.inputs.names + GraphNode.keys
    let hint = known.nearest(to: key.value).map { "; did you mean '\($0)'?" } ?? ""
    return Diagnostic(
      position: key.position, message: "\(kind.name) has no input '\(key.value)'\(hint)")
  }
}
