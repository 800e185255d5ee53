extension CheckedGraph {
  /// A fingerprint of how each node is written, in an order in which sources come first: nodes of
  /// equal structure give equal results, so that one of them has to run.
  ///
  /// It is of the kind's name and revision, of what ``AnyValue`` stands for at its ports, and, for
  /// each declared input in order, of the value, or of the structure and the output of the source.
  /// Ids are not in it.
  ///
  /// - Parameter order: Nodes, each after all that it needs.
  /// - Returns: A fingerprint for each node of the graph; that of nodes not in `order` is nil.
  func structures(in order: [Int]) -> [Fingerprint?] {
    var structures = [Fingerprint?](repeating: nil, count: nodes.count)
    var builder = FingerprintBuilder()
    for index in order {
      let node = nodes[index]
      builder.removeAll()
      builder.append(node.kind.name)
      builder.append(node.kind.revision)
      if let variable = node.variable { builder.append(variable.name) }
      if node.kind.readsFiles { builder.append(node.folder) }
      for binding in node.bindings { builder.append(binding, structures) }
      if !node.guards.isEmpty {
        builder.append(node.guards.count)
        for binding in node.guards { builder.append(binding, structures) }
      }
      if let loop = node.loop { builder.append(loop, structures) }
      structures[index] = builder.fingerprint()
    }
    return structures
  }

  /// A fingerprint of how the whole graph is written.
  fileprivate var structure: Fingerprint {
    let structures = structures(
      in: order(from: Array(nodes.indices)) { possibleSources(of: $0) })
    var builder = FingerprintBuilder()
    for structure in structures { if let structure { builder.append(structure) } }
    for output in outputs { builder.append(output.binding, structures) }
    return builder.fingerprint()
  }
}

/// What follows in a fingerprint.
private enum Mark {
  static let absent = 0
  static let value = 1
  static let list = 2
  static let output = 3
  static let unwritten = 4
  static let parameter = 5
  static let text = 6
}

extension FingerprintBuilder {
  fileprivate mutating func append(_ binding: Binding, _ structures: [Fingerprint?]) {
    switch binding {
    case .absent: append(Mark.absent)
    case .value(let value): append(value)
    case .output(let node, let output, _):
      // Sources come first in the order.
      guard let source = structures[node] else {
        preconditionFailure("a node comes before its source")
      }
      append(Mark.output)
      append(source)
      append(output)
    case .parameter(let parameter, _):
      append(Mark.parameter)
      append(parameter)
    case .text(let parts, _):
      append(Mark.text)
      append(parts.count)
      for part in parts { append(part, structures) }
    case .list(let elements, _):
      append(Mark.list)
      append(elements.count)
      for element in elements { append(element, structures) }
    }
  }

  fileprivate mutating func append(_ loop: Loop, _ structures: [Fingerprint?]) {
    append(loop.body.structure)
    switch loop.form {
    case .each(let walked):
      for place in walked { append(place) }
    case .again(let carried, let count, let until):
      append(count, structures)
      append(until ?? -1)
      for carried in carried {
        append(carried.parameter)
        append(carried.output)
      }
    }
  }

  private mutating func append(_ value: any GraphValue) {
    if let elements = value.elements {
      append(Mark.list)
      append(elements.count)
      for element in elements { append(element) }
    } else if let text = value.identityText {
      append(Mark.value)
      append(text)
    } else {
      // Only a default can be a value that is not written; the kind and its revision say which.
      append(Mark.unwritten)
    }
  }
}
