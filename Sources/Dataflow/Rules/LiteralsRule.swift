/// Every scalar that a node is given is a value of the input's type, within its bounds.
enum LiteralsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.nodes.flatMap { node in node.places.flatMap { check($0.value, $0.type, of: $0) } }
  }

  private static func check(
    _ value: GraphDraft.Value, _ type: ValueType, of place: GraphDraft.Place
  ) -> [Diagnostic] {
    switch value.content {
    case .value(let literal):
      return place.declaration.bounds?.fault(in: literal).map {
        [.fault($0, place, value.position)]
      }
        ?? []
    case .unreadable(let fault):
      return [.fault(fault, place, value.position)]
    case .list(let elements):
      guard let element = type.element else { return [] }
      return elements.flatMap { check($0, element, of: place) }
    case .input, .output, .template, .absent, .reported:
      return []
    }
  }
}

extension Diagnostic {
  fileprivate static func fault(
    _ fault: String, _ place: GraphDraft.Place, _ position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position, message: "\(place): \(fault)", hidesLine: place.type.isOfSecrets)
  }
}
