/// An input of the graph that is absent (`default: null`) goes only where it may be: to inputs that
/// are optional or have a default, which then counts.
enum AbsentInputsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    let inNodes = draft.nodes.flatMap { node in
      node.places.flatMap { place -> [Diagnostic] in
        if case .input = place.value.content, place.mayBeAbsent { return [] }
        return check(place.value, of: place.description, in: draft)
      }
    }
    let inOutputs = zip(draft.file.outputs, draft.outputs).flatMap { syntax, value in
      check(value, of: "output '\(syntax.name.value)'", in: draft)
    }
    return inNodes + inOutputs
  }

  private static func check(
    _ value: GraphDraft.Value, of place: String, in draft: GraphDraft
  ) -> [Diagnostic] {
    func fault(_ index: Int) -> [Diagnostic] {
      guard case .absent? = draft.inputs[index].value?.content else { return [] }
      return [.absent(draft.inputs[index], place, value.position)]
    }
    switch value.content {
    case .input(let index): return fault(index)
    case .template(let segments):
      return segments.flatMap { segment -> [Diagnostic] in
        guard case .input(let name) = segment, let index = draft.inputIndex[name] else { return [] }
        return fault(index)
      }
    case .list(let elements): return elements.flatMap { check($0, of: place, in: draft) }
    case .value, .unreadable, .output, .absent, .reported: return []
    }
  }
}

extension Diagnostic {
  fileprivate static func absent(
    _ input: GraphDraft.Input, _ place: String, _ position: SourcePosition
  ) -> Diagnostic {
    let name = input.syntax.name.value
    return Diagnostic(
      position: position,
      message: "input '\(name)' is absent, and \(place) needs a value; set it with --set \(name)=…")
  }
}
