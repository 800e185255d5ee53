/// What a node under a condition gives goes only where it may be absent: to inputs that are optional
/// or have a default, to nodes under the same condition, and to outputs of the graph.
enum AbsentOutputsRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    guard draft.nodes.contains(where: { $0.condition != nil || $0.kind?.graph != nil }) else {
      return []
    }
    return draft.nodes.flatMap { node -> [Diagnostic] in
      let condition = node.condition?.content.condition
      return node.places.flatMap { place -> [Diagnostic] in
        if place.declaration.name == InputDeclaration.when.name {
          return check(place.value, of: place, under: nil, in: draft)
        }
        if case .output(let source, let output) = place.value.content, place.mayBeAbsent {
          guard place.kind.graph != nil, !place.declaration.isOptional,
            draft.isAbsent(source, output, under: condition)
          else { return [] }
          return [.defaultOfGraph(place, draft.nodes[source], place.value.position)]
        }
        return check(place.value, of: place, under: condition, in: draft)
      } + repeated(by: node)
    } + handedOn(in: draft)
  }

  private static func check(
    _ value: GraphDraft.Value, of place: GraphDraft.Place, under condition: Condition?,
    in draft: GraphDraft
  ) -> [Diagnostic] {
    switch value.content {
    case .output(let source, let output):
      guard draft.isAbsent(source, output, under: condition) else { return [] }
      return [.absent(place, draft.nodes[source], value.position)]
    case .list(let elements):
      return elements.flatMap { check($0, of: place, under: condition, in: draft) }
    case .value, .unreadable, .input, .template, .absent, .reported:
      return []
    }
  }

  /// What a graph that is repeated gives is there after each run.
  private static func repeated(by node: GraphDraft.Node) -> [Diagnostic] {
    guard let repetition = node.syntax.repetition, let graph = node.kind?.graph else { return [] }
    return graph.outputs.indices.filter { graph.mayOutputBeAbsent($0) }.map { output in
      let name = graph.file.outputs[output].name.value
      return .absentInLoop(Marked(name, at: repetition.position), "repeat")
    }
  }

  /// A graph under a condition cannot take back what it only hands on, and a list has no gaps.
  private static func handedOn(in draft: GraphDraft) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    func check(_ value: GraphDraft.Value) {
      guard case .output(let index, let output) = value.content,
        let graph = draft.nodes[index].kind?.graph
      else {
        if case .list(let elements) = value.content { elements.forEach(check) }
        return
      }
      let node = draft.nodes[index]
      let name = Marked(graph.file.outputs[output].name.value, at: value.position)
      if node.walked != nil, graph.mayOutputBeAbsent(output) {
        faults.append(.absentInLoop(name, "for_each"))
      }
      if node.condition?.content.condition != nil, node.walked == nil, node.repetition == nil,
        graph.handsOn(output)
      {
        faults.append(.handedOn(name))
      }
    }
    for node in draft.nodes { node.places.forEach { check($0.value) } }
    draft.outputs.forEach(check)
    return faults
  }
}

/// What a node may depend on.
private enum Condition: Equatable {
  case never
  case input(Int)
  case output(node: Int, output: Int)
}

extension GraphDraft.Value.Content {
  /// The condition that this is after `when:`, or nil if it is always true or at fault.
  fileprivate var condition: Condition? {
    switch self {
    case .value(let value as Bool): value ? nil : .never
    case .input(let index): .input(index)
    case .output(let node, let output): .output(node: node, output: output)
    case .value, .unreadable, .template, .list, .absent, .reported: nil
    }
  }
}

extension GraphDraft {
  /// Whether an output may be absent where a condition is true.
  fileprivate func isAbsent(_ node: Int, _ output: Int, under condition: Condition?) -> Bool {
    let source = nodes[node].condition?.content.condition
    if let source, source != condition { return true }
    return nodes[node].walked == nil && nodes[node].kind?.graph?.mayOutputBeAbsent(output) == true
  }

  /// Whether an output of the graph may be absent although the graph runs.
  fileprivate func mayOutputBeAbsent(_ output: Int) -> Bool {
    guard case .output(let node, let output) = outputs[output].content else { return false }
    return isAbsent(node, output, under: nil)
  }

  /// Whether an output of the graph is one of its inputs.
  fileprivate func handsOn(_ output: Int) -> Bool {
    switch outputs[output].content {
    case .input: true
    case .output(let node, let output): nodes[node].kind?.graph?.handsOn(output) == true
    case .value, .unreadable, .template, .list, .absent, .reported: false
    }
  }
}

extension Diagnostic {
  fileprivate static func absent(
    _ place: GraphDraft.Place, _ source: GraphDraft.Node, _ position: SourcePosition
  ) -> Diagnostic {
    let id = source.syntax.id.value
    let isOwn = source.condition?.content.condition != nil
    let reason = isOwn ? "node '\(id)' is under 'when'" : "'\(id)' may give nothing here"
    let same = isOwn ? "give this node the same 'when', or " : ""
    return Diagnostic(
      position: position,
      message: "\(reason), and \(place) needs a value; \(same)fall back with FirstPresent")
  }

  fileprivate static func defaultOfGraph(
    _ place: GraphDraft.Place, _ source: GraphDraft.Node, _ position: SourcePosition
  ) -> Diagnostic {
    Diagnostic(
      position: position,
      message: "'\(source.syntax.id.value)' may give nothing here, and \(place) has a default that "
        + "counts only where nothing is written; fall back with FirstPresent")
  }

  fileprivate static func absentInLoop(_ output: Marked<String>, _ loop: String) -> Diagnostic {
    Diagnostic(
      position: output.position,
      message: "output '\(output.value)' may be absent, and '\(loop)' needs it of every run; "
        + "let the graph fall back with FirstPresent")
  }

  fileprivate static func handedOn(_ output: Marked<String>) -> Diagnostic {
    Diagnostic(
      position: output.position,
      message: "output '\(output.value)' only hands an input on, and 'when' cannot make that "
        + "absent; link to what the input is given")
  }
}
