/// Values are put into texts only where a text is wanted, and only values that have a text: texts,
/// numbers, choices, names.
enum SubstitutionRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.nodes.flatMap { node -> [Diagnostic] in
      guard let kind = node.kind else { return [] }
      return zip(kind.inputs, node.arguments).flatMap { input, argument in
        argument.map { check($0, for: input, type: input.type, of: kind, in: draft) } ?? []
      }
    }
  }

  /// The types that a text with values put in can be.
  private static let texts = [ValueType(String.self), ValueType(Path.self)]

  /// The types of values that can be put into a text.
  private static let parts =
    texts + [
      ValueType(Int.self), ValueType(Double.self), ValueType(UInt64.self),
      ValueType(NamedChoice.self), ValueType(ModelName.self),
    ]

  private static func check(
    _ value: GraphDraft.Value, for input: InputDeclaration, type: ValueType, of kind: NodeKind,
    in draft: GraphDraft
  ) -> [Diagnostic] {
    switch value.content {
    case .template(let segments):
      guard texts.contains(type) else {
        return [.noText(input, type, kind, value.position)]
      }
      return segments.compactMap { segment in
        guard case .input(let name) = segment, let index = draft.inputIndex[name],
          let part = draft.inputs[index].type, !parts.contains(part), part.choices == nil
        else { return nil }
        return .notPutIntoText(name, part, value.position)
      }
    case .list(let elements):
      guard let element = type.element else { return [] }
      return elements.flatMap { check($0, for: input, type: element, of: kind, in: draft) }
    case .value, .unreadable, .input, .output, .absent, .reported:
      return []
    }
  }
}

extension Diagnostic {
  fileprivate static func noText(
    _ input: InputDeclaration, _ type: ValueType, _ kind: NodeKind, _ position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position,
      message: "'\(input.name)' of \(kind.name) is \(type.name.withArticle), "
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
