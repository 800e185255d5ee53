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
  /// The inputs in the order of their declaration, by name.
  public let inputs: NamedList<InputDeclaration>
  /// The outputs in the order of their declaration, by name; `$node` means the first.
  public let outputs: NamedList<OutputDeclaration>

  /// Whether a port's type is left to the links of a graph: see ``AnyValue``.
  let hasVariable: Bool

  private let runFresh: @Sendable ([NodeArgument], NodeContext) async throws -> [any GraphValue]

  /// The kind that a node type declares.
  public init<N: Node>(_ type: N.Type) {
    name = String(describing: type)
    summary = type.summary
    revision = type.revision
    isSink = type.isSink
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
    let bounds = inputs.map(\.bounds)
    runFresh = { arguments, context in try await Self.run(N(), bounds, arguments, context) }
  }

  /// Runs a fresh node.
  ///
  /// - Parameters:
  ///   - arguments: One for each input, in the order of declaration.
  ///   - context: What the node has besides its inputs.
  /// - Returns: One value for each output, in the order of declaration.
  /// - Throws: ``NodeFault`` if an argument does not fit its input or an output was not set, and
  ///   whatever the node throws.
  func run(_ arguments: [NodeArgument], in context: NodeContext) async throws -> [any GraphValue] {
    try await runFresh(arguments, context)
  }

  private static func run(
    _ node: some Node, _ bounds: [Bounds?], _ arguments: [NodeArgument], _ context: NodeContext
  ) async throws -> [any GraphValue] {
    var outputs: [(label: String, port: any OutputPort)] = []
    var next = 0
    for child in Mirror(reflecting: node).children {
      if let port = child.value as? any InputPort {
        do {
          try port.set(arguments[next], within: bounds[next])
        } catch {
          throw NodeFault.argument(input: portName(child.label ?? ""), fault: error.description)
        }
        next += 1
      } else if let port = child.value as? any OutputPort {
        outputs.append((child.label ?? "", port))
      }
    }
    try await node.run(in: context)
    var values: [any GraphValue] = []
    values.reserveCapacity(outputs.count)
    for (label, port) in outputs {
      guard let value = port.anyValue else { throw NodeFault.unsetOutput(portName(label)) }
      values.append(value)
    }
    return values
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
