/// What the values of a draft are in a checked graph that is being made.
struct GraphScope {
  let draft: GraphDraft
  /// What has become of each node; nothing of those that are not made yet.
  var results: [Result]
  /// The value of each input.
  private let inputs: [Binding]
  /// The folder of the graph that runs.
  private let root: String
  /// The way from that folder to that of this graph; nil if they are one.
  private let base: String?

  /// What has become of a node.
  enum Result {
    /// It is the node at that place.
    case node(Int)
    /// It is a graph; these are its outputs.
    case outputs([Binding])
    /// Its condition is known to be false.
    case nothing
  }

  init(_ draft: GraphDraft, root: String, given: [Binding]) {
    self.draft = draft
    self.root = root
    results = [Result](repeating: .nothing, count: draft.nodes.count)
    let way = draft.file.folder.path(relativeTo: root)
    base = way == "." ? nil : way
    let base = base
    inputs = zip(draft.inputs, given).map { input, given in
      guard given.isAbsent, let type = input.type, let value = input.value?.known(as: type) else {
        return given
      }
      return .value(value.based(at: base))
    }
  }

  /// What each input of a node's kind is given, in the order of declaration.
  func bindings(of node: GraphDraft.Node, _ kind: NodeKind) throws(DraftFault) -> [Binding] {
    var bindings: [Binding] = []
    bindings.reserveCapacity(kind.inputs.count)
    for (index, input) in kind.inputs.enumerated() {
      guard let argument = node.arguments[index], let type = node.type(ofInput: index) else {
        // A graph knows where its own defaults begin.
        let value = kind.graph == nil ? input.defaultValue : nil
        bindings.append(value.map { .value($0) } ?? .absent)
        continue
      }
      let given = try binding(argument, to: type)
      if given.isAbsent, kind.graph == nil {
        bindings.append(input.defaultValue.map { .value($0) } ?? .absent)
      } else {
        bindings.append(kind.graph == nil ? given.resolvingPaths(for: kind, root) : given)
      }
    }
    return bindings
  }

  /// What a value is, as one of a type.
  func binding(_ value: GraphDraft.Value, to type: ValueType) throws(DraftFault) -> Binding {
    switch value.content {
    case .value(let literal): return .value(literal.based(at: base))
    case .absent: return .absent
    case .input(let index): return try inputs[index].converted(to: type, at: value.position)
    case .output(let node, let output):
      switch results[node] {
      case .nothing: return .absent
      case .outputs(let outputs):
        return try outputs[output].converted(to: type, at: value.position)
      case .node(let place):
        let given = draft.nodes[node].type(ofOutput: output)
        return .output(node: place, output: output, as: given == type ? nil : type)
      }
    case .template(let segments): return try text(segments, as: type, at: value.position)
    case .list(let elements): return try list(elements, of: type.element ?? type)
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

  private func text(
    _ segments: [Expression.Segment], as type: ValueType, at position: SourcePosition
  ) throws(DraftFault) -> Binding {
    let parts = segments.map { segment in
      switch segment {
      case .text(let text): Binding.value(text)
      case .input(let name): draft.inputIndex[name].map { inputs[$0] } ?? .absent
      }
    }
    let values = parts.compactMap { if case .value(let value) = $0 { value } else { nil } }
    guard values.count == parts.count else { return .text(parts, as: type) }
    do {
      return .value(try type.joining(values).based(at: base))
    } catch {
      throw DraftFault(position: position, message: error.description)
    }
  }
}

extension Binding {
  /// What is given, made one of another type where it is not.
  fileprivate func converted(
    to type: ValueType, at position: SourcePosition
  ) throws(DraftFault) -> Binding {
    switch self {
    case .value(let value): .value(try type.converting(value, at: position))
    case .output(let node, let output, _): .output(node: node, output: output, as: type)
    case .parameter(let parameter, _): .parameter(parameter, as: type)
    case .list(let elements, let element):
      .list(
        try elements.map { element throws(DraftFault) in
          try element.converted(to: type.element ?? type, at: position)
        }, of: type.element ?? element)
    case .text, .absent: self
    }
  }

  /// What is given to a node: a path that the node reads begins at the folder of the graph that
  /// runs; one that it writes begins at the folder for results, whichever graph names it.
  fileprivate func resolvingPaths(for kind: NodeKind, _ root: String) -> Binding {
    switch self {
    case .value(let value): .value(kind.isSink ? value : value.resolvingPaths(from: root))
    case .list(let elements, let type):
      .list(elements.map { $0.resolvingPaths(for: kind, root) }, of: type)
    case .output, .text, .parameter, .absent: self
    }
  }
}

extension ValueType {
  /// The value of a graph's input as one of this type.
  fileprivate func converting(
    _ value: any GraphValue, at position: SourcePosition
  ) throws(DraftFault) -> any GraphValue {
    if let choice = value as? NamedChoice, choices != nil {
      return try read(choice.name, at: position)
    }
    if let choices = value as? [NamedChoice], let element, element.choices != nil {
      var values: [any GraphValue] = []
      for choice in choices { values.append(try element.read(choice.name, at: position)) }
      return element.list(of: values)
    }
    return converting(value)
  }

  private func read(
    _ text: String, at position: SourcePosition
  ) throws(DraftFault) -> any GraphValue {
    do {
      return try type.init(literal: Literal(text, isQuoted: true))
    } catch {
      throw DraftFault(position: position, message: error.description)
    }
  }
}

extension GraphValue {
  /// The value, paths in it beginning at a folder.
  fileprivate func based(at base: String?) -> any GraphValue {
    guard let base else { return self }
    return mappingPlaces {
      Path($0.text, base: base)
    } secrets: {
      $0.based(at: base)
    }
  }

  /// The value, paths in it beginning at the folder of the graph that runs.
  fileprivate func resolvingPaths(from root: String) -> any GraphValue {
    mappingPlaces {
      $0.resolved
    } secrets: {
      $0.beginning(in: root)
    }
  }

  private func mappingPlaces(
    _ path: (Path) -> Path, secrets secret: (Secret) -> Secret
  ) -> any GraphValue {
    switch self {
    case let given as Path: path(given)
    case let given as [Path]: given.map(path)
    case let given as Secret: secret(given)
    case let given as [Secret]: given.map(secret)
    default: self
    }
  }
}
