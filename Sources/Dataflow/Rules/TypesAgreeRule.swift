/// What a link leads to is of the type that is wanted where the link stands.
enum TypesAgreeRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.nodes.flatMap { node in
      node.places.flatMap { check($0.value, against: $0.type, of: $0, in: draft) }
    }
  }

  private static func check(
    _ value: GraphDraft.Value, against wanted: ValueType, of place: GraphDraft.Place,
    isElement: Bool = false, in draft: GraphDraft
  ) -> [Diagnostic] {
    let what = isElement ? "an element of \(place)" : "\(place)"
    switch value.content {
    case .list(let elements):
      guard let element = wanted.element else {
        return [.unwantedList(wanted, of: what, at: value.position)]
      }
      return elements.flatMap { check($0, against: element, of: place, isElement: true, in: draft) }
    case .output(let node, let output):
      guard let given = draft.nodes[node].type(ofOutput: output), !wanted.accepts(given) else {
        return []
      }
      return [.otherType(given, where: wanted, of: what, fixedBy: place.fixedBy, value.position)]
    case .input(let index):
      let input = draft.inputs[index]
      guard let given = input.type, !wanted.accepts(given) else { return [] }
      if let known = wanted.namesChosen(by: given) {
        return (input.syntax.choices ?? []).filter { !known.contains($0.value) }
          .map { .unknownChoiceName($0.value, among: known, of: what, at: value.position) }
      }
      return [.otherType(given, where: wanted, of: what, fixedBy: place.fixedBy, value.position)]
    case .value, .unreadable, .template, .absent, .reported:
      return []
    }
  }
}

extension ValueType {
  /// The names that the type, or that of its elements, has, where another is a Choice, or a list of
  /// them, of names.
  fileprivate func namesChosen(by other: ValueType) -> [String]? {
    if let element, let other = other.element { return element.namesChosen(by: other) }
    return other.type == NamedChoice.self ? choices : nil
  }
}

extension Diagnostic {
  fileprivate static func otherType(
    _ given: ValueType, where wanted: ValueType, of place: String, fixedBy other: String?,
    _ position: SourcePosition
  ) -> Diagnostic {
    let hint = wanted.element?.accepts(given) == true ? "; put the link in brackets" : ""
    let reason = other.map { " because of '\($0)'" } ?? ""
    return Diagnostic(
      position: position,
      message: "\(place) is \(wanted.name.withArticle)\(reason), and this is "
        + "\(given.name.withArticle)\(hint)")
  }

  fileprivate static func unwantedList(
    _ wanted: ValueType, of place: String, at position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(position: position, message: "\(place) is \(wanted.name.withArticle), not a list")
  }

  fileprivate static func unknownChoiceName(
    _ name: String, among known: [String], of place: String, at position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position,
      message: "\(place) is one of \(known.joined(separator: ", ")); the input may be '\(name)'")
  }
}
