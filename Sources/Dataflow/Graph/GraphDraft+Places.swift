extension GraphDraft {
  /// Where a node is given something: one of its kind's inputs, or one that every node has.
  struct Place: CustomStringConvertible {
    let declaration: InputDeclaration
    let kind: NodeKind
    let value: Value
    /// The type that is wanted: of the list, where a list is walked.
    let type: ValueType
    /// Whether a list is walked into it.
    let isWalked: Bool
    /// The input whose link fixes the type, where the kind leaves it to links.
    let fixedBy: String?

    /// Whether the place may be given nothing.
    var mayBeAbsent: Bool { !declaration.isRequired && !isWalked }

    /// The place in messages: `'width' of NoiseLatent`.
    var description: String { "'\(declaration.name)' of \(kind.name)" }
  }
}

extension GraphDraft.Node {
  /// The places where the node is given something: in the order in which its kind declares them,
  /// then what says whether and how often it runs.
  ///
  /// Places whose type cannot be known are left out: what keeps it from being known is reported.
  var places: [GraphDraft.Place] {
    guard let kind else { return [] }
    var places: [GraphDraft.Place] = []
    for (index, argument) in arguments.enumerated() {
      guard let argument, let type = type(ofInput: index) else { continue }
      let declaration = kind.inputs[index]
      places.append(
        GraphDraft.Place(
          declaration: declaration, kind: kind, value: argument, type: type,
          isWalked: walked?.contains(index) == true,
          fixedBy: declaration.type.isVariable ? variable?.fixedBy : nil))
    }
    for (value, declaration) in [
      (condition, InputDeclaration.when), (repetition?.times, InputDeclaration.times),
    ] {
      guard let value else { continue }
      places.append(
        GraphDraft.Place(
          declaration: declaration, kind: kind, value: value, type: declaration.type,
          isWalked: false, fixedBy: nil))
    }
    return places
  }

  /// The outputs of nodes that the node needs, in reading order.
  func forEachSource(_ body: (_ node: Int, _ output: Int) -> Void) {
    for argument in arguments { argument?.forEachSource(body) }
    condition?.forEachSource(body)
    repetition?.times?.forEachSource(body)
  }
}

extension InputDeclaration {
  /// `when`, which every node has.
  static let when = InputDeclaration(
    name: "when", documentation: "What must be true for the node to run.",
    type: ValueType(Bool.self), isOptional: false, isLazy: false, defaultValue: nil, bounds: nil)

  /// `times` of `repeat`.
  static let times = InputDeclaration(
    name: "times", documentation: "How often the node runs at most.", type: ValueType(Int.self),
    isOptional: false, isLazy: false, defaultValue: nil, bounds: Bounds(1...))
}
