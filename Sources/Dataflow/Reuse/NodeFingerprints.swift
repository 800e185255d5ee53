extension CheckedGraph {
  /// The fingerprint of each node in an order in which sources come first.
  ///
  /// A node's fingerprint is of its kind's name and revision, of what ``AnyValue`` stands for at its
  /// ports, and, for each declared input in order, of the value, or of the source's fingerprint and output. Ids are not in it: renaming a node
  /// changes nothing, and nodes that are equal have equal fingerprints.
  ///
  /// - Parameter order: Nodes, each after all that it needs.
  /// - Returns: A fingerprint for each node of the graph; that of nodes not in `order` is nil.
  func fingerprints(in order: [Int]) -> [Fingerprint?] {
    var fingerprints = [Fingerprint?](repeating: nil, count: nodes.count)
    var builder = FingerprintBuilder()
    for index in order {
      let node = nodes[index]
      builder.removeAll()
      builder.append(node.kind.name)
      builder.append(node.kind.revision)
      if let variable = node.variable { builder.append(variable.name) }
      for binding in node.bindings { builder.append(binding, fingerprints) }
      fingerprints[index] = builder.fingerprint()
    }
    return fingerprints
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
}

extension FingerprintBuilder {
  fileprivate mutating func append(_ binding: Binding, _ fingerprints: [Fingerprint?]) {
    switch binding {
    case .absent: append(Mark.absent)
    case .value(let value): append(value)
    case .output(let node, let output, _):
      // Sources come first in the order.
      guard let source = fingerprints[node] else {
        preconditionFailure("a node comes before its source")
      }
      append(Mark.output)
      append(source)
      append(output)
    case .parameter(let parameter, _):
      append(Mark.parameter)
      append(parameter)
    case .list(let elements, _):
      append(Mark.list)
      append(elements.count)
      for element in elements { append(element, fingerprints) }
    }
  }

  private mutating func append(_ value: any GraphValue) {
    if let elements = value.elements {
      append(Mark.list)
      append(elements.count)
      for element in elements { append(element) }
    } else if let text = value.literalText {
      append(Mark.value)
      append(text)
    } else {
      // Only a default can be a value that is not written; the kind and its revision say which.
      append(Mark.unwritten)
    }
  }
}
