/// The files that a node reads.
public struct NodeFiles: Sendable {
  /// The node's id; `outer/inner` for a node of the body of a loop.
  public let node: String
  /// The files, in the order that the node gives; nil if that depends on what other nodes give.
  public let files: [ReadFile]?
}

extension CheckedGraph {
  /// The files that nodes would read, as far as that can be known before anything runs.
  ///
  /// - Parameter models: Where nodes find models.
  /// - Throws: Whatever keeps a node from naming its files, such as a model that is not there.
  /// - Returns: Each node whose result depends on files, in the order of the graph.
  public func filesRead(models: any ModelSearch) throws -> [NodeFiles] {
    try nodes.flatMap { node -> [NodeFiles] in
      if let loop = node.loop {
        return try loop.body.filesRead(models: models).map {
          NodeFiles(node: "\(node.id)/\($0.node)", files: $0.files)
        }
      }
      return node.kind.readsFiles
        ? [NodeFiles(node: node.id, files: try node.filesRead(models: models))] : []
    }
  }
}

extension CheckedNode {
  /// The files that the node would read; nil if an input that may name them is not known.
  fileprivate func filesRead(models: any ModelSearch) throws -> [ReadFile]? {
    var arguments: [NodeArgument?] = []
    for (input, binding) in zip(kind.inputs, bindings) {
      switch binding {
      case .value(let value): arguments.append(.value(value))
      case .absent: arguments.append(.absent)
      case .output, .list, .text, .parameter:
        guard !input.type.isPlain else { return nil }
        arguments.append(nil)
      }
    }
    return try kind.files(arguments, in: NodeContext(node: id, folder: folder, models: models))
  }
}
