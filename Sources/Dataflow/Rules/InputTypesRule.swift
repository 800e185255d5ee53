/// Every input of a graph is of a type that there is, and says of itself only what its type can.
enum InputTypesRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    // Only a fault needs the names of all types, for which every kind is read.
    lazy var suggester = NameSuggester(draft.catalog.types.names + [NamedChoice.typeName])
    return draft.inputs.flatMap { input -> [Diagnostic] in
      guard let name = input.syntax.type else { return [] }
      guard let type = input.type else {
        return [.unknownType(name, hint: suggester.hint(for: name.value))]
      }
      return check(input, of: type.element ?? type)
    }
  }

  private static func check(_ input: GraphDraft.Input, of type: ValueType) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    let isChoice = type.type == NamedChoice.self
    if isChoice, input.syntax.choices?.isEmpty != false {
      faults.append(.noChoices(input.syntax.name.position))
    }
    if !isChoice, let choice = input.syntax.choices?.first {
      faults.append(.misplaced("choices", on: type, for: "a Choice", at: choice.position))
    }
    if let range = input.syntax.range, input.hasBadRange {
      let isNumber = [Int.self, Double.self, UInt64.self, Size.self].contains {
        type == ValueType($0)
      }
      faults.append(
        isNumber
          ? .badRange(range, of: type)
          : .misplaced("in", on: type, for: "numbers", at: range.position))
    }
    if type.type != ModelName.self {
      for (key, names) in [
        ("family", input.syntax.families), ("capability", input.syntax.capabilities),
      ] {
        guard let first = names.first else { continue }
        faults.append(.misplaced(key, on: type, for: "a ModelName", at: first.position))
      }
    }
    return faults
  }
}

extension Diagnostic {
  fileprivate static func unknownType(_ name: Marked<String>, hint: String) -> Diagnostic {
    Diagnostic(position: name.position, message: "there is no type \(name.value.display)\(hint)")
  }

  fileprivate static func noChoices(_ position: SourcePosition) -> Diagnostic {
    Diagnostic(
      position: position, message: "a Choice says what may be chosen: 'choices: [a, b]'")
  }

  fileprivate static func misplaced(
    _ key: String, on type: ValueType, for others: String, at position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position, message: "'\(key)' is for \(others), not for \(type.name.withArticle)")
  }

  fileprivate static func badRange(_ range: Marked<String>, of type: ValueType) -> Diagnostic {
    Diagnostic(
      position: range.position,
      message: "\(range.value.display) is no range of \(type.name)s such as 0..10, 0.. or ..10")
  }
}
