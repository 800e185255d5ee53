extension CheckedGraph {
  /// The graph of a draft that no rule finds fault with and whose inputs all have values.
  ///
  /// - Throws: A fault found only in putting values together: a text with values put in that its
  ///   type cannot read.
  init(_ draft: GraphDraft) throws(DraftFault) {
    file = draft.file
    var inputs: [(any GraphValue)?] = []
    for input in draft.inputs {
      if case .absent? = input.value?.content {
        inputs.append(nil)
        continue
      }
      guard let type = input.type, let value = input.value?.known(as: type) else {
        throw DraftFault(position: input.syntax.name.position, message: "the input has no value")
      }
      inputs.append(value)
    }
    self.inputs = inputs
    let builder = BindingBuilder(draft: draft, inputs: inputs)
    var nodes: [CheckedNode] = []
    nodes.reserveCapacity(draft.nodes.count)
    for node in draft.nodes {
      guard let kind = node.kind else {
        throw DraftFault(position: node.syntax.id.position, message: "the node has no kind")
      }
      var bindings: [Binding] = []
      bindings.reserveCapacity(kind.inputs.count)
      for (input, argument) in zip(kind.inputs, node.arguments) {
        let given = try argument.map { argument throws(DraftFault) in
          try builder.binding(argument, to: input.type.resolved(with: node.variable) ?? input.type)
        }
        if let given, !given.isAbsent {
          bindings.append(given)
        } else {
          bindings.append(input.defaultValue.map { .value($0) } ?? .absent)
        }
      }
      nodes.append(
        CheckedNode(
          id: node.syntax.id.value, kind: kind, position: node.syntax.id.position,
          folder: draft.file.source.folder, bindings: bindings, guards: [], loop: nil,
          outputTypes: kind.outputs.map { $0.type.resolved(with: node.variable) ?? $0.type },
          variable: kind.hasVariable ? node.variable?.type : nil))
    }
    self.nodes = nodes
    var outputs: [CheckedOutput] = []
    for (syntax, value) in zip(draft.file.outputs, draft.outputs) {
      let type = builder.type(of: value)
      outputs.append(
        CheckedOutput(
          name: syntax.name.value, type: type, binding: try builder.binding(value, to: type)))
    }
    self.outputs = outputs
    parameters = []
  }
}

/// A fault found when a draft is made a graph.
struct DraftFault: Error {
  let position: SourcePosition
  let message: String
}

/// Makes bindings of what a draft gives inputs.
private struct BindingBuilder {
  let draft: GraphDraft
  let inputs: [(any GraphValue)?]

  /// The type of what a link leads to.
  func type(of value: GraphDraft.Value) -> ValueType {
    switch value.content {
    case .output(let node, let output):
      draft.nodes[node].type(ofOutput: output) ?? ValueType(String.self)
    case .input(let index): draft.inputs[index].type ?? ValueType(String.self)
    case .value, .unreadable, .template, .list, .absent, .reported: ValueType(String.self)
    }
  }

  func binding(_ value: GraphDraft.Value, to type: ValueType) throws(DraftFault) -> Binding {
    switch value.content {
    case .value(let literal): return .value(literal)
    case .absent: return .absent
    case .input(let index):
      guard let given = inputs[index] else { return .absent }
      return .value(try converted(given, to: type, at: value.position))
    case .output(let node, let output):
      let given = draft.nodes[node].type(ofOutput: output)
      return .output(node: node, output: output, as: given == type ? nil : type)
    case .template(let segments):
      return .value(try text(segments, as: type, at: value.position))
    case .list(let elements):
      return try list(elements, of: type.element ?? type)
    case .unreadable(let fault): throw DraftFault(position: value.position, message: fault)
    case .reported: throw DraftFault(position: value.position, message: "the value is at fault")
    }
  }

  private func list(
    _ elements: [GraphDraft.Value], of element: ValueType
  ) throws(DraftFault) -> Binding {
    var bindings: [Binding] = []
    for value in elements { bindings.append(try binding(value, to: element)) }
    let values = bindings.compactMap { if case .value(let value) = $0 { value } else { nil } }
    return values.count == bindings.count
      ? .value(element.list(of: values)) : .list(bindings, of: element)
  }

  /// The value of a graph's input as one of the type that a node's input has.
  private func converted(
    _ value: any GraphValue, to type: ValueType, at position: SourcePosition
  ) throws(DraftFault) -> any GraphValue {
    switch value {
    case let choice as NamedChoice where type.choices != nil:
      return try read(choice.name, as: type, at: position)
    case let choices as [NamedChoice] where type.element?.choices != nil:
      let element = type.element ?? type
      var values: [any GraphValue] = []
      for choice in choices { values.append(try read(choice.name, as: element, at: position)) }
      return element.list(of: values)
    default:
      return type.converting(value)
    }
  }

  private func text(
    _ segments: [Expression.Segment], as type: ValueType, at position: SourcePosition
  ) throws(DraftFault) -> any GraphValue {
    let text = segments.map { segment in
      switch segment {
      case .text(let text): text
      case .input(let name): draft.inputIndex[name].flatMap { inputs[$0]?.literalText } ?? ""
      }
    }
    return try read(text.joined(), as: type, at: position)
  }

  private func read(
    _ text: String, as type: ValueType, at position: SourcePosition
  ) throws(DraftFault) -> any GraphValue {
    do {
      return try type.type.init(literal: Literal(text, isQuoted: true))
    } catch {
      throw DraftFault(position: position, message: error.description)
    }
  }
}
