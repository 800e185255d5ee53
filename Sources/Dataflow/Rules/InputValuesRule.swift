/// The value of every input of a graph, set or by default, is one of its type, within its own
/// bounds and within those of every node that it goes into.
enum InputValuesRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.inputs.flatMap { input in
      input.value.map { check($0, of: input, type: input.type) } ?? []
    } + draft.nodes.flatMap { checkBounds(of: $0, in: draft) }
  }

  private static func check(
    _ value: GraphDraft.Value, of input: GraphDraft.Input, type: ValueType?
  ) -> [Diagnostic] {
    guard let type else { return [] }
    let name = input.syntax.name.value
    switch value.content {
    case .value(let literal):
      return input.bounds?.fault(in: literal)
        .map { [.fault($0, in: name, at: value.position)] } ?? []
    case .unreadable(let fault):
      return [.fault(fault, in: name, at: value.position, hidesLine: type.isOfSecrets)]
    case .list(let elements):
      guard let element = type.element else {
        return [.fault("\(type.name.withArticle) is no list", in: name, at: value.position)]
      }
      return elements.flatMap { check($0, of: input, type: element) }
    case .input, .output, .template, .absent, .reported:
      return []
    }
  }

  private static func checkBounds(of node: GraphDraft.Node, in draft: GraphDraft) -> [Diagnostic] {
    node.places.compactMap { place in
      guard case .input(let index) = place.value.content, let bounds = place.declaration.bounds,
        let type = draft.inputs[index].type, place.type.accepts(type),
        let value = draft.inputs[index].value, let literal = value.known(as: type),
        let fault = bounds.fault(in: place.type.converting(literal))
      else { return nil }
      // A value out of the input's own bounds is one fault, not two.
      if draft.inputs[index].bounds?.fault(in: literal) != nil { return nil }
      return .placeFault(fault, in: draft.inputs[index], place, at: value.position)
    }
  }
}

extension Diagnostic {
  fileprivate static func fault(
    _ fault: String, in input: String, at position: SourcePosition, hidesLine: Bool = false
  ) -> Diagnostic {
    Diagnostic(
      position: position, message: "input '\(input)': \(fault)", hidesLine: hidesLine)
  }

  fileprivate static func placeFault(
    _ fault: String, in input: GraphDraft.Input, _ place: GraphDraft.Place,
    at position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position,
      message: "input '\(input.syntax.name.value)' goes into \(place): \(fault)")
  }
}
