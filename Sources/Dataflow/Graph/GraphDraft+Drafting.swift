extension GraphDraft {
  /// Looks up the names of a graph and reads its scalars.
  ///
  /// - Parameters:
  ///   - file: The graph.
  ///   - catalog: The kinds that node types declare.
  ///   - graphs: The kinds of the nodes that graphs are, by normalized path.
  ///   - models: Where models are looked for.
  ///   - settings: What the caller sets.
  init(
    _ file: GraphFile, catalog: NodeCatalog, graphs: [String: NodeKind] = [:],
    models: (any ModelSearch)?, settings: [GraphSetting]
  ) {
    self.file = file
    self.catalog = catalog
    self.models = models
    self.settings = settings
    let lastSettings = Dictionary(settings.map { ($0.name, $0) }) { _, last in last }
    inputs = file.inputs.map {
      Input($0, setting: lastSettings[$0.name.value], catalog: catalog)
    }
    // Keys of a mapping are unique; of two that are reported as duplicates the first is kept.
    inputIndex = Dictionary(file.inputs.indices.map { (file.inputs[$0].name.value, $0) }) { a, _ in
      a
    }
    nodeIndex = Dictionary(file.nodes.indices.map { (file.nodes[$0].id.value, $0) }) { a, _ in a }
    let kinds = file.nodes.map { node in
      node.kind.flatMap { kind in
        kind.value.isGraphPath
          ? graphs[kind.value.path(from: file.folder)] : catalog[kind.value]
      }
    }
    let variables = TypeVariables(
      file, kinds: kinds, inputs: inputs, inputIndex: inputIndex, nodeIndex: nodeIndex)
    let scope = Scope(inputIndex: inputIndex, nodeIndex: nodeIndex, kinds: kinds, inputs: inputs)
    nodes = file.nodes.indices.map { index in
      scope.node(file.nodes[index], kinds[index], variables[index])
    }
    outputs = file.outputs.map { scope.value($0.value, of: nil, isOptional: false) }
  }
}

/// What names mean in a graph.
private struct Scope {
  let inputIndex: [String: Int]
  let nodeIndex: [String: Int]
  let kinds: [NodeKind?]
  let inputs: [GraphDraft.Input]

  func node(
    _ syntax: GraphNode, _ kind: NodeKind?, _ variable: TypeVariable?
  ) -> GraphDraft.Node {
    GraphDraft.Node(
      syntax: syntax, kind: kind,
      arguments: kind.map { arguments(syntax, $0, variable) } ?? [], variable: variable,
      condition: syntax.condition.map {
        value($0, of: InputDeclaration.when.type, isOptional: false)
      },
      walked: syntax.forEach?.inputs.compactMap { kind?.inputs.position(of: $0.name.value) },
      repetition: syntax.repetition.map { repetition($0, kind) })
  }

  private func repetition(
    _ syntax: GraphNode.Repetition, _ kind: NodeKind?
  ) -> GraphDraft.Repetition {
    GraphDraft.Repetition(
      times: syntax.times.map { value($0, of: InputDeclaration.times.type, isOptional: false) },
      carried: syntax.carried.map {
        (kind?.inputs.position(of: $0.input.value), kind?.outputs.position(of: $0.output.value))
      },
      until: syntax.until.flatMap { kind?.outputs.position(of: $0.value) })
  }

  private func arguments(
    _ node: GraphNode, _ kind: NodeKind, _ variable: TypeVariable?
  ) -> [GraphDraft.Value?] {
    var arguments = [GraphDraft.Value?](repeating: nil, count: kind.inputs.count)
    for argument in node.inputs {
      guard let position = kind.inputs.position(of: argument.name.value) else { continue }
      let declaration = kind.inputs[position]
      arguments[position] = value(
        argument.value, of: declaration.type.resolved(with: variable),
        isOptional: declaration.isOptional)
    }
    for argument in node.forEach?.inputs ?? [] {
      guard let position = kind.inputs.position(of: argument.name.value) else { continue }
      let type = kind.inputs[position].type.resolved(with: variable)
      arguments[position] = value(argument.value, of: type?.list, isOptional: false)
    }
    return arguments
  }

  /// What an expression stands for where a type is wanted.
  func value(
    _ expression: Expression, of type: ValueType?, isOptional: Bool
  ) -> GraphDraft.Value {
    GraphDraft.Value(
      content: content(expression, of: type, isOptional: isOptional), position: expression.position)
  }

  private func content(
    _ expression: Expression, of type: ValueType?, isOptional: Bool
  ) -> GraphDraft.Value.Content {
    switch expression.content {
    case .literal(let literal):
      guard let type else { return .unreadable("") }
      if isOptional, literal.isNull(where: type) { return .absent }
      return .reading(literal, as: type)
    case .link(.input(let name)):
      guard let index = inputIndex[name], inputs[index].type != nil else { return .reported }
      return .input(index)
    case .link(.node(let id, let output)):
      guard let node = nodeIndex[id], let kind = kinds[node], !kind.outputs.isEmpty,
        let position = output.map({ kind.outputs.position(of: $0) }) ?? 0
      else { return .reported }
      return .output(node: node, output: position)
    case .template(let segments): return .template(segments)
    case .list(let elements):
      return .list(elements.map { value($0, of: type?.element, isOptional: false) })
    case .reported: return .reported
    }
  }
}

extension GraphDraft.Value.Content {
  fileprivate static func reading(_ literal: Literal, as type: ValueType) -> Self {
    do {
      return .value(try type.type.init(literal: literal))
    } catch {
      return .unreadable(error.description)
    }
  }
}

extension Literal {
  /// Whether YAML's core schema reads the scalar as nothing, and no Text is wanted.
  fileprivate func isNull(where type: ValueType) -> Bool { type.type != String.self && isNull }

  /// Whether YAML's core schema reads the scalar as nothing.
  var isNull: Bool { !isQuoted && (text.isEmpty || text == "~" || text == "null") }
}

extension GraphDraft.Input {
  fileprivate init(_ syntax: GraphInput, setting: GraphSetting?, catalog: NodeCatalog) {
    self.syntax = syntax
    let type = syntax.type.flatMap { Self.type(named: $0.value, catalog) }
    self.type = type
    let range = syntax.range.map { Self.bounds($0.value, of: type) }
    bounds = range ?? nil
    hasBadRange = range.map { $0 == nil } ?? false
    isSet = setting != nil
    if let setting {
      value = type.map { setting.read(as: $0, syntax.choices?.map(\.value)) }
    } else {
      value = syntax.defaultValue.map { Self.read($0, as: type, syntax.choices?.map(\.value)) }
    }
  }

  private static func type(named name: String, _ catalog: NodeCatalog) -> ValueType? {
    if name == NamedChoice.typeName { return ValueType(NamedChoice.self) }
    guard name.hasPrefix("["), name.hasSuffix("]") else { return catalog.type(named: name) }
    return type(named: String(name.dropFirst().dropLast()), catalog)?.list
  }

  /// The bounds that a text such as `64..4096` or `0..` sets, or nil if it is no range of the type.
  private static func bounds(_ text: String, of type: ValueType?) -> Bounds? {
    func range<Value: GraphValue & Comparable>(of type: Value.Type) -> OpenRange<Value>? {
      guard let dots = text.firstRange(of: "..") else { return nil }
      let ends = [text[..<dots.lowerBound], text[dots.upperBound...]].map { String($0) }
      let values = ends.map { try? Value(literal: Literal($0)) }
      // An end that is written must be a value; at least one is written.
      let areRead = zip(ends, values).allSatisfy { end, value in end.isEmpty || value != nil }
      guard areRead, !ends.allSatisfy(\.isEmpty) else { return nil }
      if let minimum = values[0], let maximum = values[1], minimum > maximum { return nil }
      return OpenRange(minimum: values[0], maximum: values[1])
    }
    return switch (type?.element ?? type)?.type {
    case let type as Int.Type: range(of: type).map { Bounds($0) }
    case let type as Double.Type: range(of: type).map { Bounds($0) }
    case let type as UInt64.Type: range(of: type).map { Bounds($0) }
    case is Size.Type: range(of: Int.self).map { Bounds(sidesIn: $0) }
    default: nil
    }
  }

  /// A default: scalars and lists of them.
  fileprivate static func read(
    _ expression: Expression, as type: ValueType?, _ choices: [String]?
  ) -> GraphDraft.Value {
    let content: GraphDraft.Value.Content =
      switch expression.content {
      case .literal(let literal):
        type.map { .reading(literal, as: $0, choices) } ?? .reported
      case .list(let elements):
        .list(elements.map { read($0, as: type?.element, choices) })
      case .link, .template: .unreadable("a default is a value, not a link")
      case .reported: .reported
      }
    return GraphDraft.Value(content: content, position: expression.position)
  }
}

extension GraphDraft.Value.Content {
  /// Reads a scalar that a graph's input is set to, which may have to be one of some names.
  fileprivate static func reading(
    _ literal: Literal, as type: ValueType, _ choices: [String]?
  ) -> Self {
    if literal.isNull(where: type) { return .absent }
    if type.type == NamedChoice.self, let choices, !choices.contains(literal.text) {
      return .unreadable(unknownChoice(literal.text, among: choices))
    }
    return reading(literal, as: type)
  }
}

extension GraphSetting {
  /// What the setting sets an input to: the text itself, or the elements of a list as YAML has it.
  fileprivate func read(as type: ValueType, _ choices: [String]?) -> GraphDraft.Value {
    guard type.element != nil else {
      let isText = [String.self, Path.self, ModelName.self].contains { type == ValueType($0) }
      let literal = Literal(placed(text, as: type), isQuoted: isText)
      return GraphDraft.Value(content: .reading(literal, as: type, choices), position: position)
    }
    let (root, faults) = YAMLNode.read(SourceText(file: "", text: text))
    guard let root, faults.isEmpty, case .sequence(let elements) = root.content else {
      return GraphDraft.Value(
        content: .unreadable("\(text.display) is no list, such as [a, b]"), position: position)
    }
    var ignored: [Diagnostic] = []
    let values = elements.map { element in
      let value = GraphDraft.Input.read(Expression(element, &ignored), as: type.element, choices)
      return GraphDraft.Value(content: value.content, position: position)
    }
    return GraphDraft.Value(content: .list(values), position: position)
  }

  /// The text, the path in which begins at the working folder.
  private func placed(_ text: String, as type: ValueType) -> String {
    if type.type == Path.self { return absolute(text) }
    guard type.type == Secret.self, text.hasPrefix("file:") else { return text }
    return "file:\(absolute(String(text.dropFirst(5))))"
  }

  /// A path on the command line begins at the working folder, not at the graph's.
  private func absolute(_ path: String) -> String {
    guard let folder = workingFolder, !path.isEmpty, !path.hasPrefix("/") else { return path }
    return "\(folder)/\(path)"
  }
}
