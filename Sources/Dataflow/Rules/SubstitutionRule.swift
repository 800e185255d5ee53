/// Values are put into texts only where a text is wanted, and only values that have a text: texts,
/// numbers, choices, names.
enum SubstitutionRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.nodes.flatMap { node in
      node.places.flatMap { check($0.value, $0.type, of: $0, in: draft) }
    }
  }

  /// The types that a text with values put in can be.
  private static let wanted = texts + [ValueType(Scalar.self)]

  /// The types whose values are texts.
  private static let texts = [ValueType(String.self), ValueType(Path.self)]

  /// The types of values that can be put into a text.
  private static let parts =
    texts + [
      ValueType(Int.self), ValueType(Double.self), ValueType(UInt64.self),
      ValueType(NamedChoice.self), ValueType(ModelName.self), ValueType(Size.self),
    ]

  private static func check(
    _ value: GraphDraft.Value, _ type: ValueType, of place: GraphDraft.Place, in draft: GraphDraft
  ) -> [Diagnostic] {
    switch value.content {
    case .template(let segments):
      guard wanted.contains(type) else {
        return [.noText(place, type, value.position)]
      }
      return segments.compactMap { segment in
        guard case .input(let name) = segment, let index = draft.inputIndex[name],
          let part = draft.inputs[index].type, !parts.contains(part), part.choices == nil
        else { return nil }
        return .notPutIntoText(name, part, value.position)
      }
    case .list(let elements):
      guard let element = type.element else { return [] }
      return elements.flatMap { check($0, element, of: place, in: draft) }
    case .value, .unreadable, .input, .output, .absent, .reported:
      return []
    }
  }
}

extension Diagnostic {
  fileprivate static func noText(
    _ place: GraphDraft.Place, _ type: ValueType, _ position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position,
      message: "\(place) is \(type.name.withArticle), "
        + "and putting values into a text makes a Text")
  }

  fileprivate static func notPutIntoText(
    _ name: String, _ type: ValueType, _ position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position,
      message: "$inputs.\(name) is \(type.name.withArticle), which cannot be put into a text")
  }
}
