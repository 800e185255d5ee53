/// Every output of a graph is a link.
enum OutputsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.outputs.compactMap { value in
      switch value.content {
      case .output, .input, .reported: nil
      case .value, .unreadable, .template, .absent: .noLink(at: value.position, is: "a text")
      case .list: .noLink(at: value.position, is: "a list")
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func noLink(at position: SourcePosition, is what: String) -> Diagnostic {
    Diagnostic(
      position: position, message: "an output is a link such as $node.output, not \(what)")
  }
}
