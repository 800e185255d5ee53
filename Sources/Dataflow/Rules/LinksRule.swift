/// Every link leads to an output of a node or to an input of the graph.
enum LinksRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    var nodes = NameSuggester(draft.file.nodes.map(\.id.value))
    var inputs = NameSuggester(draft.file.inputs.map(\.name.value))
    var faults: [Diagnostic] = []
    func check(_ link: Expression.Link, at position: SourcePosition) {
      switch link {
      case .input(let name):
        guard draft.inputIndex[name] == nil else { return }
        let hint = inputs.hint(for: name, prefix: "$inputs.")
        faults.append(.unknownInput(name, hint: hint, at: position))
      case .node(let id, let output):
        guard let index = draft.nodeIndex[id] else {
          let hint =
            draft.inputIndex[id] == nil
            ? nodes.hint(for: id, prefix: "$") : "; did you mean '$inputs.\(id)'?"
          return faults.append(.unknownNode(id, hint: hint, at: position))
        }
        guard let kind = draft.nodes[index].kind else { return }
        if let fault = Diagnostic.unknownOutput(output, of: kind, node: id, at: position) {
          faults.append(fault)
        }
      }
    }
    for node in draft.file.nodes {
      node.forEachExpression { $0.forEachReference(check) }
    }
    for output in draft.file.outputs { output.value.forEachReference(check) }
    return faults
  }
}

extension Diagnostic {
  fileprivate static func unknownNode(
    _ id: String, hint: String, at position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(position: position, message: "there is no node '\(id)'\(hint)")
  }

  fileprivate static func unknownInput(
    _ name: String, hint: String, at position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(position: position, message: "the graph has no input '\(name)'\(hint)")
  }

  /// What is wrong with a link to an output of a kind, or nil if it is right.
  fileprivate static func unknownOutput(
    _ output: String?, of kind: NodeKind, node: String, at position: SourcePosition
  ) -> Diagnostic? {
    if kind.outputs.isEmpty {
      return Diagnostic(position: position, message: "\(kind.name) '\(node)' has no outputs")
    }
    guard let output, kind.outputs.position(of: output) == nil else { return nil }
    let hint = kind.outputs.names.nearest(to: output).map { "; did you mean '$\(node).\($0)'?" }
    return Diagnostic(
      position: position,
      message: "\(kind.name) '\(node)' has no output '\(output)'\(hint ?? "")")
  }
}
