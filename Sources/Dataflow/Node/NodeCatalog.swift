import Synchronization

/// The kinds of nodes that graphs may use, and the types that travel between them.
///
/// What a kind declares is read from its node type when it is first asked for: a graph of five nodes
/// does not pay for all the kinds there are.
public struct NodeCatalog: Sendable {
  private let declared: Declared

  /// A catalog of the kinds that node types declare.
  ///
  /// No two may have the same name.
  public init(_ nodes: [any Node.Type]) {
    declared = Declared(nodes)
  }

  /// The names of the kinds, in the order they were given.
  public var names: [String] { declared.nodes.names }

  /// The kind of that name.
  public subscript(name: String) -> NodeKind? { declared.kind(name) }

  /// The kinds by name, in the order they were given.
  public var kinds: NamedList<NodeKind> {
    NamedList(names.compactMap { self[$0] }, name: \.name)
  }

  /// The type of that name; a list is represented by the type of its elements.
  func type(named name: String) -> ValueType? {
    Self.writtenTypes[name] ?? types[name]
  }

  /// The types by name: those that authors write, then those of the kinds' ports.
  public var types: NamedList<ValueType> {
    let ports = kinds.flatMap { $0.inputs.map(\.type) + $0.outputs.map(\.type) }
    let made = ports.filter { !$0.isVariable }.map { $0.element ?? $0 }
    return NamedList(Array(Self.writtenTypes) + made, name: \.name)
  }

  private static let writtenTypes = NamedList(
    ([
      String.self, Int.self, Double.self, Bool.self, UInt64.self, Path.self, ModelName.self,
      Size.self, Secret.self,
    ] as [any GraphValue.Type]).map { ValueType($0) }, name: \.name)
}

/// Node types by name, and the kinds of those that were asked for.
private final class Declared: Sendable {
  let nodes: NamedList<any Node.Type>
  private let kinds = Mutex<[String: NodeKind]>([:])

  init(_ nodes: [any Node.Type]) {
    self.nodes = NamedList(nodes) { $0.kindName }
    precondition(self.nodes.count == nodes.count, "two node types have one name")
  }

  func kind(_ name: String) -> NodeKind? {
    guard let node = nodes[name] else { return nil }
    return kinds.withLock { kinds in
      if let kind = kinds[name] { return kind }
      let kind = NodeKind(node)
      kinds[name] = kind
      return kind
    }
  }
}
