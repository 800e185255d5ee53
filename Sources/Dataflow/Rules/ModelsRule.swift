/// Every model that a graph names is found, and is of the family and capability asked for.
enum ModelsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    guard let models = draft.models else { return [] }
    var suggester = NameSuggester(models.names)
    var faults: [Diagnostic] = []
    func check(_ value: GraphDraft.Value, against demands: some Sequence<ModelDemand>) {
      guard case .value(let name as ModelName) = value.content else { return }
      guard let model = models.model(named: name) else {
        faults.append(.unknownModel(name, hint: suggester.hint(for: name.text), value.position))
        return
      }
      if let fault = model.fault {
        faults.append(.unusable(model, fault, value.position))
        return
      }
      for demand in demands {
        if !demand.families.isEmpty, !demand.families.contains(model.family) {
          faults.append(.otherFamily(model, wanted: demand.families, value.position))
        }
        let lacking = demand.capabilities.filter { !model.capabilities.contains($0) }
        if !lacking.isEmpty { faults.append(.incapable(model, of: lacking, value.position)) }
      }
    }
    for input in draft.inputs {
      if let value = input.value { check(value, against: input.modelDemand.map { [$0] } ?? []) }
    }
    for place in draft.nodes.lazy.flatMap(\.places) {
      if case .input(let index) = place.value.content {
        guard !place.declaration.models.isEmpty, let value = draft.inputs[index].value else {
          continue
        }
        check(value, against: place.declaration.models)
      } else {
        check(place.value, against: place.declaration.models)
      }
    }
    return faults
  }
}

extension Diagnostic {
  fileprivate static func unknownModel(
    _ name: ModelName, hint: String, _ position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position, message: "no model \(name.text.display) is found\(hint)",
      severity: .missing)
  }

  fileprivate static func unusable(
    _ model: ModelDescription, _ fault: String, _ position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(position: position, message: "model '\(model.name)' cannot be used: \(fault)")
  }

  fileprivate static func otherFamily(
    _ model: ModelDescription, wanted: [String], _ position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position,
      message: "model '\(model.name)' is of the family \(model.family); "
        + "the graph wants \(wanted.joined(separator: " or "))")
  }

  fileprivate static func incapable(
    _ model: ModelDescription, of capabilities: [String], _ position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position,
      message: "model '\(model.name)' has no capability \(capabilities.joined(separator: ", "))")
  }
}
