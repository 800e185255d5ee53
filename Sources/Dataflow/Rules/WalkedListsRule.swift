/// The lists that a node walks together are of one length, or of length 1, and each input is given
/// something once.
///
/// Lengths that are known only in the run are checked there.
enum WalkedListsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.nodes.flatMap { node -> [Diagnostic] in
      guard let forEach = node.syntax.forEach else { return [] }
      let given = Set(node.syntax.inputs.map(\.name.value))
      var faults = forEach.inputs.filter { given.contains($0.name.value) }.map {
        Diagnostic.givenTwice($0.name)
      }
      if node.syntax.repetition != nil { faults.append(.twoLoops(forEach.position)) }
      return faults + (node.kind.map { checkLengths(node, $0, forEach, in: draft) } ?? [])
    }
  }

  private static func checkLengths(
    _ node: GraphDraft.Node, _ kind: NodeKind, _ forEach: GraphNode.ForEach, in draft: GraphDraft
  ) -> [Diagnostic] {
    var first: (name: String, length: Int)?
    var faults: [Diagnostic] = []
    for argument in forEach.inputs {
      guard let position = kind.inputs.position(of: argument.name.value),
        let length = node.arguments[position].flatMap({ length(of: $0, in: draft) }), length != 1
      else { continue }
      if let first, first.length != length {
        faults.append(.otherLength(argument, length, than: first))
      }
      first = first ?? (argument.name.value, length)
    }
    return faults
  }

  private static func length(of value: GraphDraft.Value, in draft: GraphDraft) -> Int? {
    switch value.content {
    case .list(let elements): return elements.count
    case .value(let value): return value.elements?.count
    case .input(let index):
      guard let value = draft.inputs[index].value, case .list(let elements) = value.content else {
        return nil
      }
      return elements.count
    case .unreadable, .output, .template, .absent, .reported: return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func givenTwice(_ name: Marked<String>) -> Diagnostic {
    Diagnostic(
      position: name.position,
      message: "'\(name.value)' is given twice: by itself and in 'for_each'")
  }

  fileprivate static func twoLoops(_ position: SourcePosition) -> Diagnostic {
    Diagnostic(
      position: position,
      message: "a node has 'for_each' or 'repeat', not both; put one in a graph of its own")
  }

  fileprivate static func otherLength(
    _ argument: GraphNode.Argument, _ length: Int, than first: (name: String, length: Int)
  ) -> Diagnostic {
    Diagnostic(
      position: argument.value.position,
      message: "'\(argument.name.value)' has \(length) elements and '\(first.name)' has "
        + "\(first.length); lists that are walked together have one length, or length 1")
  }
}
