/// Every scalar that a node is given is a value of the input's type, within its bounds.
enum LiteralsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.nodes.flatMap { node -> [Diagnostic] in
      guard let kind = node.kind else { return [] }
      return zip(kind.inputs, node.arguments).flatMap { input, argument in
        argument.map { check($0, for: input, of: kind) } ?? []
      }
    }
  }

  private static func check(
    _ value: GraphDraft.Value, for input: InputDeclaration, of kind: NodeKind
  ) -> [Diagnostic] {
    switch value.content {
    case .value(let literal):
      input.bounds?.fault(in: literal).map { [.fault($0, input, kind, value.position)] } ?? []
    case .unreadable(let fault):
      [.fault(fault, input, kind, value.position)]
    case .list(let elements) where input.type.element != nil:
      elements.flatMap { check($0, for: input, of: kind) }
    case .list, .input, .output, .template, .absent, .reported:
      []
    }
  }
}

extension Diagnostic {
  fileprivate static func fault(
    _ fault: String, _ input: InputDeclaration, _ kind: NodeKind, _ position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(position: position, message: "'\(input.name)' of \(kind.name): \(fault)")
  }
}
