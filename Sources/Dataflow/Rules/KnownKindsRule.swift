/// The kind of every node is one that there is, or the path of a graph, which is then read.
enum KnownKindsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    var suggester = NameSuggester(draft.catalog.names)
    return draft.nodes.compactMap { node in
      guard node.kind == nil, let kind = node.syntax.kind, !kind.value.isGraphPath else {
        return nil
      }
      return .unknownKind(kind, hint: suggester.hint(for: kind.value))
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownKind(_ kind: Marked<String>, hint: String) -> Diagnostic {
    Diagnostic(
      position: kind.position, message: "there is no kind of node '\(kind.value)'\(hint)")
  }
}
