extension NodeKind {
  /// The kind of the nodes that a graph is: its inputs are theirs, and so are its outputs.
  ///
  /// An input is within its own bounds and within those of every node that it goes into; what is
  /// asked of a model goes down in the same way. The type
  /// of an input or an output with a fault is left open, so that nothing more is said of it.
  convenience init(_ draft: GraphDraft, named name: String) {
    let unknown = ValueType(AnyValue.self)
    var bounds = draft.inputs.map { input in
      [input.bounds, input.syntax.choices.map { Bounds(choices: $0.map(\.value)) }].compactMap(
        \.self)
    }
    var models = draft.inputs.map { Set($0.modelDemand.map { [$0] } ?? []) }
    for place in draft.nodes.lazy.flatMap(\.places) {
      guard case .input(let index) = place.value.content else { continue }
      if let more = place.declaration.bounds {
        bounds[index].append(more.converting(to: place.type))
      }
      models[index].formUnion(place.declaration.models)
    }
    let inputs = draft.inputs.enumerated().map { index, input in
      InputDeclaration(
        name: input.syntax.name.value, documentation: input.syntax.about ?? "",
        type: input.type ?? unknown, isOptional: input.isAbsent, isLazy: false,
        defaultValue: input.type.flatMap { input.value?.known(as: $0) },
        bounds: bounds[index].isEmpty ? nil : Bounds(all: bounds[index]), models: models[index])
    }
    let outputs = zip(draft.file.outputs, draft.outputs).map { syntax, value in
      OutputDeclaration(
        name: syntax.name.value, documentation: "", type: draft.type(of: value) ?? unknown)
    }
    self.init(
      name: name, summary: draft.file.about ?? "",
      isSink: draft.nodes.contains { $0.kind?.isSink == true }, inputs: inputs, outputs: outputs,
      graph: draft)
  }
}

extension GraphDraft.Input {
  /// What the input asks of the model that it names, if it asks anything.
  var modelDemand: ModelDemand? {
    guard !syntax.families.isEmpty || !syntax.capabilities.isEmpty else { return nil }
    return ModelDemand(
      families: syntax.families.map(\.value), capabilities: syntax.capabilities.map(\.value))
  }
}
