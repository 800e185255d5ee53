/// A graph that can run: every name leads somewhere, every value is of the type that is wanted.
public struct CheckedGraph: Sendable {
  /// The file it was read from.
  public let file: GraphFile
  /// The nodes, in the order of the file.
  public let nodes: [CheckedNode]
  /// What the graph gives, in the order of the file.
  public let outputs: [CheckedOutput]
  /// The value of each input of the graph, in the order of the file.
  let inputs: [any GraphValue]
}

/// A node of a checked graph.
public struct CheckedNode: Sendable {
  /// The node's id.
  public let id: String
  /// Its kind.
  public let kind: NodeKind
  /// Where it is in the file.
  public let position: SourcePosition
  /// What each input that the kind declares is given, in the order of declaration.
  let bindings: [Binding]
}

/// What the graph gives under a name.
public struct CheckedOutput: Sendable {
  /// The output's name.
  public let name: String
  /// Its type.
  public let type: ValueType
  /// What it is.
  let binding: Binding
}

/// What an input is given.
indirect enum Binding: Sendable {
  /// A value known before the run: written, set or by default.
  case value(any GraphValue)
  /// An output of a node of the graph, the value being made one of another type if that is given.
  case output(node: Int, output: Int, as: ValueType?)
  /// A list with elements that are not all known before the run.
  case list([Binding], of: ValueType)
  /// Nothing.
  case absent

  /// Whether nothing has to run for it.
  var isKnown: Bool {
    switch self {
    case .value, .absent: true
    case .output, .list: false
    }
  }

  /// The nodes it is made of, in reading order.
  func forEachSource(_ body: (_ node: Int) -> Void) {
    switch self {
    case .value, .absent: break
    case .output(let node, _, _): body(node)
    case .list(let elements, _): for element in elements { element.forEachSource(body) }
    }
  }
}
