/// A node of a checked graph.
///
/// A class, because it is looked at several times for each time that it runs, and taking hold of it
/// then costs one count in place of one for each of its parts.
public final class CheckedNode: Sendable {
  /// The node's id; `outer/inner` for a node of a graph that is itself a node.
  public let id: String
  /// Its kind.
  public let kind: NodeKind
  /// Where it is in its file.
  public let position: SourcePosition
  /// The folder of its file, at which its relative paths begin.
  let folder: String
  /// What each input that the kind declares is given, in the order of declaration.
  let bindings: [Binding]
  /// What must all be true for the node to run; where one is false, its outputs are absent.
  ///
  /// Only what is not known before the run: a condition known to be false removes the node while
  /// the graph is checked, one known to be true is left out.
  let guards: [Binding]
  /// What the node runs several times in place of its kind's function; `kind` then says what its
  /// inputs and, for one run, its outputs are.
  let loop: Loop?
  /// The types of its outputs, in the order of declaration: those that the kind declares, but for
  /// the lists that a loop makes and the types that a kind leaves to its links.
  let outputTypes: [ValueType]
  /// What ``AnyValue`` stands for at its ports, or nil if it has none.
  let variable: ValueType?

  init(
    id: String, kind: NodeKind, position: SourcePosition, folder: String, bindings: [Binding],
    guards: [Binding], loop: Loop?, outputTypes: [ValueType], variable: ValueType?
  ) {
    self.id = id
    self.kind = kind
    self.position = position
    self.folder = folder
    self.bindings = bindings
    self.guards = guards
    self.loop = loop
    self.outputTypes = outputTypes
    self.variable = variable
  }
}

extension CheckedNode {
  /// Runs the node's kind once.
  ///
  /// - Parameters:
  ///   - arguments: One for each input, in the order of declaration.
  ///   - context: What the node has besides its inputs.
  /// - Returns: One value for each output, of the types of ``outputTypes``.
  /// - Throws: What ``NodeKind/run(_:in:)`` throws.
  func run(_ arguments: [NodeArgument], in context: NodeContext) async throws -> [any GraphValue] {
    let values = try await kind.run(arguments, in: context)
    guard kind.hasVariable else { return values }
    return zip(outputTypes, values).map { $0.unwrapping($1) }
  }
  /// Calls `body` with what each input is given for which other nodes have to run first: not with what
  /// is known before the run, and not with lazy inputs, for which the node itself asks.
  func forEachAwaitedInput(_ body: (Binding) -> Void) {
    let hasLazyInputs = kind.hasLazyInputs
    for (place, binding) in bindings.enumerated() where !binding.isKnown {
      if hasLazyInputs, kind.inputs[place].isLazy { continue }
      body(binding)
    }
  }
}
