extension CheckedGraph {
  /// The graph of a draft that no rule finds fault with and whose inputs all have values.
  ///
  /// - Parameters:
  ///   - draft: The graph.
  ///   - parts: The graphs that it is made of.
  /// - Throws: A fault found only in putting values together: a text with values put in that its
  ///   type cannot read.
  init(_ draft: GraphDraft, made parts: [GraphFile]) throws(DraftFault) {
    var inputs: [(any GraphValue)?] = []
    for input in draft.inputs {
      if input.isAbsent {
        inputs.append(nil)
        continue
      }
      guard let type = input.type, let value = input.value?.known(as: type) else {
        throw DraftFault(position: input.syntax.name.position, message: "the input has no value")
      }
      inputs.append(value)
    }
    var builder = GraphBuilder(root: draft.file.folder)
    let outputs = try builder.add(draft, given: inputs.map { $0.map { .value($0) } ?? .absent })
    self.init(
      file: draft.file, parts: parts, nodes: builder.nodes, outputs: outputs, inputs: inputs,
      parameters: [])
  }
}

/// A fault found when a draft is made a graph.
struct DraftFault: Error {
  let position: SourcePosition
  let message: String
}

/// Makes the nodes of a checked graph, those of the graphs within it among them.
///
/// Nodes are made after all that they need, and otherwise in the order of the file.
private struct GraphBuilder {
  /// The folder at which the paths of the graph that runs begin.
  let root: String
  private(set) var nodes: [CheckedNode] = []

  init(root: String) {
    self.root = root
  }

  /// Adds the nodes of a graph.
  ///
  /// Calls itself for the graphs within the graph, which lie at most 32 deep.
  ///
  /// - Parameters:
  ///   - draft: The graph.
  ///   - given: What each of its inputs is given; what is absent has the input's default.
  ///   - prefix: What is put before the ids of the nodes.
  ///   - guards: What must be true for any of the nodes to run.
  /// - Returns: Its outputs.
  /// - Throws: A fault found only in putting values together.
  mutating func add(
    _ draft: GraphDraft, given: [Binding], prefix: String = "", guards: [Binding] = []
  ) throws(DraftFault) -> [CheckedOutput] {
    var scope = GraphScope(draft, root: root, given: given)
    for index in draft.sourcesFirst {
      scope.results[index] = try add(draft.nodes[index], of: scope, prefix, guards)
    }
    var outputs: [CheckedOutput] = []
    for (syntax, value) in zip(draft.file.outputs, draft.outputs) {
      let type = draft.type(of: value) ?? ValueType(String.self)
      outputs.append(
        CheckedOutput(
          name: syntax.name.value, type: type, binding: try scope.binding(value, to: type)))
    }
    return outputs
  }

  private mutating func add(
    _ node: GraphDraft.Node, of scope: GraphScope, _ prefix: String, _ guards: [Binding]
  ) throws(DraftFault) -> GraphScope.Result {
    let position = node.syntax.id.position
    guard let kind = node.kind else {
      throw DraftFault(position: position, message: "the node has no kind")
    }
    var guards = guards
    if let condition = node.condition {
      let binding = try scope.binding(condition, to: InputDeclaration.when.type)
      if case .value(let value) = binding {
        if value as? Bool == false { return .nothing }
      } else {
        guards.append(binding)
      }
    }
    let id = prefix + node.syntax.id.value
    let bindings = try scope.bindings(of: node, kind)
    let loop = try loop(of: node, kind, bindings, in: scope)
    if loop == nil, let graph = kind.graph {
      return .outputs(
        try add(graph, given: bindings, prefix: "\(id)/", guards: guards).map(\.binding))
    }
    nodes.append(
      CheckedNode(
        id: id, kind: kind, position: position, folder: root, bindings: bindings, guards: guards,
        loop: loop, outputTypes: kind.outputs.indices.map { node.resolvedType(ofOutput: $0) },
        variable: kind.hasVariable ? node.variable?.type : nil))
    return .node(nodes.count - 1)
  }
}

// MARK: - Loops

extension GraphBuilder {
  private func loop(
    of node: GraphDraft.Node, _ kind: NodeKind, _ bindings: [Binding], in scope: GraphScope
  ) throws(DraftFault) -> Loop? {
    if let walked = node.walked {
      let body = try body(of: node, kind, bindings, changing: Set(walked), in: scope)
      return Loop(body, .each(walked: walked.sorted()))
    }
    guard let repetition = node.repetition, let times = repetition.times else { return nil }
    let carried = repetition.carried.compactMap { input, output in
      input.flatMap { input in output.map { Loop.Carried(parameter: input, output: $0) } }
    }
    let body = try body(
      of: node, kind, bindings, changing: Set(carried.map(\.parameter)), in: scope)
    let count = try scope.binding(times, to: InputDeclaration.times.type)
    return Loop(body, .again(carried: carried, count: count, until: repetition.until))
  }

  /// The graph that a loop runs: the graph that the node is, or the node alone.
  ///
  /// What is known and the same in every run is in the body; the rest are its parameters.
  private func body(
    of node: GraphDraft.Node, _ kind: NodeKind, _ bindings: [Binding], changing: Set<Int>,
    in scope: GraphScope
  ) throws(DraftFault) -> CheckedGraph {
    let types = kind.inputs.map { $0.type.resolved(with: node.variable) ?? $0.type }
    let given = bindings.enumerated().map { index, binding -> Binding in
      switch binding {
      case .value where !changing.contains(index): binding
      case .absent where !changing.contains(index): .absent
      case .value, .output, .list, .text, .parameter, .absent: .parameter(index, as: types[index])
      }
    }
    var builder = GraphBuilder(root: root)
    let outputs: [CheckedOutput]
    if let graph = kind.graph {
      outputs = try builder.add(graph, given: given)
    } else {
      let outputTypes = kind.outputs.map { $0.type.resolved(with: node.variable) ?? $0.type }
      builder.nodes = [
        CheckedNode(
          // A turn is named by the node and its number, `outer[2]`; there is nothing to add.
          id: "", kind: kind, position: node.syntax.id.position, folder: root, bindings: given,
          guards: [], loop: nil, outputTypes: outputTypes,
          variable: kind.hasVariable ? node.variable?.type : nil)
      ]
      outputs = outputTypes.enumerated().map { index, type in
        CheckedOutput(
          name: kind.outputs[index].name, type: type,
          binding: .output(node: 0, output: index, as: nil))
      }
    }
    let parameters = zip(kind.inputs.names, types).map { GraphParameter(name: $0, type: $1) }
    return CheckedGraph(
      file: kind.graph?.file ?? scope.draft.file, parts: [], nodes: builder.nodes,
      outputs: outputs, inputs: [], parameters: parameters)
  }
}

extension GraphDraft.Node {
  fileprivate func resolvedType(ofOutput output: Int) -> ValueType {
    // Only a graph with a fault has an output whose type is not known.
    type(ofOutput: output) ?? ValueType(AnyValue.self)
  }
}

extension GraphDraft {
  /// The nodes, each after all that it needs, and otherwise in the order of the file.
  ///
  /// Depth first with a stack of its own: a chain may have any length.
  var sourcesFirst: [Int] {
    var order: [Int] = []
    order.reserveCapacity(nodes.count)
    var isSeen = [Bool](repeating: false, count: nodes.count)
    var path: [(node: Int, sources: [Int])] = []
    func enter(_ node: Int) {
      isSeen[node] = true
      var sources: [Int] = []
      nodes[node].forEachSource { source, _ in if !isSeen[source] { sources.append(source) } }
      if sources.isEmpty { order.append(node) } else { path.append((node, sources.reversed())) }
    }
    for root in nodes.indices where !isSeen[root] {
      enter(root)
      while let last = path.indices.last {
        if let source = path[last].sources.popLast() {
          if !isSeen[source] { enter(source) }
        } else {
          order.append(path.removeLast().node)
        }
      }
    }
    return order
  }
}
