/// Every input that has no default and may not be absent is given something.
enum RequiredInputsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.nodes.compactMap { node in
      guard let kind = node.kind else { return nil }
      let missing = zip(kind.inputs, node.arguments)
        .filter { $0.isRequired && $1 == nil }
        .map { "'\($0.0.name)'" }
      return missing.isEmpty ? nil : .missingInputs(missing, of: kind, at: node.syntax.id.position)
    }
  }
}

extension Diagnostic {
  fileprivate static func missingInputs(
    _ names: [String], of kind: NodeKind, at position: SourcePosition
  ) -> Diagnostic {
    let list =
      names.count == 1
      ? names[0] : "\(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1])"
    return Diagnostic(position: position, message: "\(kind.name) needs \(list)")
  }
}
