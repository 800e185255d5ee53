/// What a node that is repeated carries is an output of its own that its input takes, and what ends
/// it is a Boolean.
enum RepetitionRule: GraphRule {
  static func check(_ draft: GraphDraft) -> [Diagnostic] {
    draft.nodes.flatMap { node -> [Diagnostic] in
      guard let kind = node.kind, let syntax = node.syntax.repetition,
        let repetition = node.repetition
      else { return [] }
      return zip(syntax.carried, repetition.carried).flatMap { check($0, $1, node, kind) }
        + check(syntax.until, repetition.until, node, kind)
    }
  }

  private static func check(
    _ syntax: GraphNode.Carried, _ carried: (input: Int?, output: Int?), _ node: GraphDraft.Node,
    _ kind: NodeKind
  ) -> [Diagnostic] {
    var faults: [Diagnostic] = []
    if carried.input == nil { faults.append(.noInput(syntax.input, of: kind)) }
    if carried.output == nil { faults.append(.noOutput(syntax.output, of: kind)) }
    if let input = carried.input, let output = carried.output,
      let wanted = node.type(ofInput: input), let given = node.type(ofOutput: output),
      !wanted.accepts(given)
    {
      faults.append(.otherType(syntax, wanted, given, kind))
    }
    return faults
  }

  private static func check(
    _ name: Marked<String>?, _ output: Int?, _ node: GraphDraft.Node, _ kind: NodeKind
  ) -> [Diagnostic] {
    guard let name else { return [] }
    guard let output else { return [.noOutput(name, of: kind)] }
    guard let type = node.type(ofOutput: output), type.type != Bool.self else { return [] }
    return [.noCondition(name, type)]
  }
}

extension Diagnostic {
  fileprivate static func noInput(_ name: Marked<String>, of kind: NodeKind) -> Diagnostic {
    let hint = kind.inputs.names.nearest(to: name.value).map { "; did you mean '\($0)'?" } ?? ""
    return Diagnostic(
      position: name.position, message: "\(kind.name) has no input '\(name.value)'\(hint)")
  }

  fileprivate static func noOutput(_ name: Marked<String>, of kind: NodeKind) -> Diagnostic {
    let hint = kind.outputs.names.nearest(to: name.value).map { "; did you mean '\($0)'?" } ?? ""
    return Diagnostic(
      position: name.position, message: "\(kind.name) has no output '\(name.value)'\(hint)")
  }

  fileprivate static func otherType(
    _ carried: GraphNode.Carried, _ wanted: ValueType, _ given: ValueType, _ kind: NodeKind
  ) -> Diagnostic {
    Diagnostic(
      position: carried.output.position,
      message: "'\(carried.input.value)' of \(kind.name) is \(wanted.name.withArticle), and its "
        + "output '\(carried.output.value)' is \(given.name.withArticle)")
  }

  fileprivate static func noCondition(_ name: Marked<String>, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      position: name.position,
      message: "'until' names a Boolean output, and '\(name.value)' is \(type.name.withArticle)")
  }
}
