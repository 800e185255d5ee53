/// A kind of node as the engine sees it: what its declaration says, and how to run it.
///
/// Checks, documentation and the schema are derived from it, and it is derived from the node's
/// ports: nothing is declared twice. A class, so that the nodes of a large graph share it.
public final class NodeKind: Sendable {
  /// The kind's name in graphs: the name of the Swift type.
  public let name: String
  /// What the node does, as one sentence.
  public let summary: String
  /// The revision of its results.
  public let revision: Int
  /// Whether a run demands the node for what it does.
  public let isSink: Bool
  /// Whether running the node costs less than keeping its result.
  public let isLight: Bool
  /// Whether the node mostly waits.
  public let waits: Bool
  /// Whether sizes alone can be worked out beforehand.
  let isRehearsed: Bool
  /// Whether the result depends on the contents of files.
  public let readsFiles: Bool
  /// The inputs in the order of their declaration, by name.
  public let inputs: NamedList<InputDeclaration>
  /// The outputs in the order of their declaration, by name; `$node` means the first.
  public let outputs: NamedList<OutputDeclaration>

  /// Whether a port's type is left to the links of a graph: see ``AnyValue``.
  let hasVariable: Bool
  /// The graph that nodes of this kind are; nil for a kind that a node type declares.
  let graph: GraphDraft?

  /// Whether an input is computed only when the node asks for it.
  let hasLazyInputs: Bool

  private let runNode: @Sendable ([NodeArgument], NodeContext) async throws -> [any GraphValue]
  private let listFiles: @Sendable ([NodeArgument?], NodeContext) throws -> [ReadFile]

  /// The kind that a node type declares.
  public init<N: Node>(_ type: N.Type) {
    name = type.kindName
    summary = type.summary
    revision = type.revision
    isSink = type.isSink
    isLight = type.isLight
    waits = type.waits
    isRehearsed = type.isRehearsed
    readsFiles = type is any ReadsFiles.Type
    var inputs: [InputDeclaration] = []
    var outputs: [OutputDeclaration] = []
    for child in Mirror(reflecting: N()).children {
      let name = portName(child.label ?? "")
      if let port = child.value as? any InputPort {
        inputs.append(port.declaration(named: name))
      } else if let port = child.value as? any OutputPort {
        outputs.append(port.declaration(named: name))
      }
    }
    self.inputs = NamedList(inputs, name: \.name)
    self.outputs = NamedList(outputs, name: \.name)
    hasVariable = (inputs.map(\.type) + outputs.map(\.type)).contains(where: \.isVariable)
    graph = nil
    hasLazyInputs = inputs.contains(where: \.isLazy)
    let names = (inputs: inputs.map(\.name), outputs: outputs.map(\.name))
    let bounds = inputs.map(\.bounds)
    let instances = NodeInstances<N>()
    runNode = { arguments, context in
      let instance = instances.take()
      for (index, (port, argument)) in zip(instance.inputs, arguments).enumerated() {
        do throws(ArgumentError) {
          try port.set(argument, within: bounds[index])
        } catch {
          throw NodeFault.argument(input: names.inputs[index], fault: error.description)
        }
      }
      try await instance.node.run(in: context)
      var values: [any GraphValue] = []
      values.reserveCapacity(instance.outputs.count)
      for (index, port) in instance.outputs.enumerated() {
        guard let value = port.anyValue else {
          throw NodeFault.unsetOutput(names.outputs[index])
        }
        values.append(value)
      }
      instances.give(back: instance)
      return values
    }
    listFiles = { arguments, context in
      let node = N()
      guard let reader = node as? any ReadsFiles else { return [] }
      let ports = Mirror(reflecting: node).children.compactMap { $0.value as? any InputPort }
      for (index, (port, argument)) in zip(ports, arguments).enumerated() {
        if let argument { try port.set(argument, within: bounds[index]) }
      }
      return try reader.filesRead(in: context)
    }
  }

  /// The kind of the nodes that a graph is.
  init(
    name: String, summary: String, isSink: Bool, inputs: [InputDeclaration],
    outputs: [OutputDeclaration], graph: GraphDraft
  ) {
    self.name = name
    self.summary = summary
    revision = 1
    self.isSink = isSink
    isLight = false
    waits = false
    isRehearsed = true
    readsFiles = false
    self.inputs = NamedList(inputs, name: \.name)
    self.outputs = NamedList(outputs, name: \.name)
    hasVariable = false
    self.graph = graph
    hasLazyInputs = false
    runNode = { _, _ in
      preconditionFailure("a graph that is a node is run by running its nodes")
    }
    listFiles = { _, _ in [] }
  }

  /// Runs a node of the kind.
  ///
  /// - Parameters:
  ///   - arguments: One for each input, in the order of declaration.
  ///   - context: What the node has besides its inputs.
  /// - Returns: One value for each output, in the order of declaration.
  /// - Throws: ``NodeFault`` if an argument does not fit its input or an output was not set, and
  ///   whatever the node throws.
  func run(_ arguments: [NodeArgument], in context: NodeContext) async throws -> [any GraphValue] {
    try await runNode(arguments, context)
  }

  /// The files that a node of the kind would read.
  ///
  /// - Parameters:
  ///   - arguments: One for each input, in the order of declaration; nil for those that are of no
  ///     plain type.
  ///   - context: What the node has besides its inputs.
  /// - Returns: The files, in the order that the node gives.
  /// - Throws: Whatever keeps the node from naming them.
  func files(_ arguments: [NodeArgument?], in context: NodeContext) throws -> [ReadFile] {
    try listFiles(arguments, context)
  }
}

/// The name in graphs of a port stored under a label: `guidance_scale` for `_guidanceScale`.
private func portName(_ label: String) -> String {
  var name = ""
  for character in label.drop(while: { $0 == "_" }) {
    if character.isUppercase, name.last?.isUppercase == false, !name.hasSuffix("_") {
      name.append("_")
    }
    name.append(contentsOf: character.lowercased())
  }
  return name
}
