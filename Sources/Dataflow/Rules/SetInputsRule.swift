/// Every input of a graph that is to run has a value: the caller's or a default.
///
/// Asked only before a run: a graph can be right without being complete.
enum SetInputsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.inputs.filter { $0.value == nil }.map { .unset($0.syntax.name) }
  }
}

extension Diagnostic {
  fileprivate static func unset(_ name: Marked<String>) -> Diagnostic {
    Diagnostic(
      position: name.position,
      message: "input '\(name.value)' has no default; set it with --set \(name.value)=…")
  }
}
