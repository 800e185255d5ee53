/// What an input is given.
indirect enum Binding: Sendable {
  /// A value known before the run: written, set or by default.
  case value(any GraphValue)
  /// An output of a node of the graph, the value being made one of another type if that is given.
  case output(node: Int, output: Int, as: ValueType?)
  /// A list with elements that are not all known before the run.
  case list([Binding], of: ValueType)
  /// A text of parts that are not all known before the run, as a value of a type.
  case text([Binding], as: ValueType)
  /// What the body of a loop is given for a run, made one of another type if that is given.
  case parameter(Int, as: ValueType?)
  /// Nothing.
  case absent

  /// Whether it is nothing.
  var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }

  /// Whether nothing has to run for it.
  var isKnown: Bool {
    switch self {
    case .value, .parameter, .absent: true
    case .output, .list, .text: false
    }
  }

  /// Whether values become scalars on the way.
  var makesScalars: Bool {
    switch self {
    case .output(_, _, let type?), .parameter(_, let type?):
      type.type == Scalar.self || type.type == [Scalar].self
    case .output, .parameter, .value, .list, .text, .absent: false
    }
  }

  /// The nodes it is made of, in reading order.
  func forEachSource(_ body: (_ node: Int) -> Void) {
    switch self {
    case .value, .parameter, .absent: break
    case .output(let node, _, _): body(node)
    case .list(let parts, _), .text(let parts, _): for part in parts { part.forEachSource(body) }
    }
  }
}
