/// The kinds of nodes that graphs may use, and the types that travel between them.
public struct NodeCatalog: Sendable {
  /// The kinds by name, in the order they were given.
  public let kinds: NamedList<NodeKind>
  /// The types by name: those that authors write, then those of the kinds' ports.
  ///
  /// A list is represented by the type of its elements.
  public let types: NamedList<ValueType>

  /// A catalog of the kinds that node types declare.
  ///
  /// No two may have the same name.
  public init(_ nodes: [any Node.Type]) {
    kinds = NamedList(nodes.map { NodeKind($0) }, name: \.name)
    precondition(kinds.count == nodes.count, "two node types have one name")
    let ports = kinds.flatMap { $0.inputs.map(\.type) + $0.outputs.map(\.type) }
    let written = Self.writtenTypes.map { ValueType($0) }
    let made = ports.filter { !$0.isVariable }.map { $0.element ?? $0 }
    types = NamedList(written + made, name: \.name)
  }

  private static let writtenTypes: [any GraphValue.Type] = [
    String.self, Int.self, Double.self, Bool.self, UInt64.self, Path.self, ModelName.self,
    Size.self, Secret.self,
  ]
}
