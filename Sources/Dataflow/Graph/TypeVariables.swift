/// What ``AnyValue`` stands for at the ports of a node.
struct TypeVariable {
  let type: ValueType
  /// The input whose link says so, or nil if only scalars do.
  let fixedBy: String?
}

extension ValueType {
  /// The type where ``AnyValue`` stands for what a variable says, or nil if there is none to say it.
  func resolved(with variable: TypeVariable?) -> ValueType? {
    isVariable ? variable.map { replacingVariable(by: $0.type) } : self
  }
}

/// Works out what ``AnyValue`` stands for in each node of a kind that has such ports.
///
/// The links into these ports say it, so a node is worked out after those it is linked to: depth
/// first, with a stack of its own. A node of a cycle, or one that is linked to what cannot be known
/// and to nothing else, is left out; what is wrong there is reported as itself.
struct TypeVariables {
  private let file: GraphFile
  private let kinds: [NodeKind?]
  private let inputs: [GraphDraft.Input]
  private let inputIndex: [String: Int]
  private let nodeIndex: [String: Int]
  private var variables: [TypeVariable?]

  init(
    _ file: GraphFile, kinds: [NodeKind?], inputs: [GraphDraft.Input], inputIndex: [String: Int],
    nodeIndex: [String: Int]
  ) {
    self.file = file
    self.kinds = kinds
    self.inputs = inputs
    self.inputIndex = inputIndex
    self.nodeIndex = nodeIndex
    variables = [TypeVariable?](repeating: nil, count: kinds.count)
    solveAll()
  }

  /// What ``AnyValue`` stands for in a node.
  subscript(node: Int) -> TypeVariable? { variables[node] }

  /// The type of the values of an output, or nil if it cannot be known.
  func type(ofOutput output: Int, of node: Int) -> ValueType? {
    let type = kinds[node]?.outputs[output].type.resolved(with: variables[node])
    return file.nodes[node].forEach == nil ? type : type?.list
  }

  private mutating func solveAll() {
    var isSeen = [Bool](repeating: false, count: kinds.count)
    var path: [(node: Int, sources: [Int])] = []
    for root in kinds.indices where kinds[root]?.hasVariable == true {
      guard !isSeen[root] else { continue }
      isSeen[root] = true
      path.append((root, sources(of: root)))
      while let last = path.indices.last {
        if let source = path[last].sources.popLast() {
          guard !isSeen[source] else { continue }
          isSeen[source] = true
          path.append((source, sources(of: source)))
        } else {
          let node = path.removeLast().node
          variables[node] = variable(of: node)
        }
      }
    }
  }

  /// The nodes with such ports that a node is linked to.
  private func sources(of node: Int) -> [Int] {
    var sources: [Int] = []
    for argument in file.nodes[node].arguments {
      argument.value.forEachReference { link, _ in
        if case .node(let id, _) = link, let source = nodeIndex[id],
          kinds[source]?.hasVariable == true
        {
          sources.append(source)
        }
      }
    }
    return sources
  }

  private func variable(of node: Int) -> TypeVariable? {
    guard let kind = kinds[node] else { return nil }
    var known = Evidence()
    let syntax = file.nodes[node]
    for (argument, isWalked) in syntax.inputs.map({ ($0, false) })
      + (syntax.forEach?.inputs ?? []).map({ ($0, true) })
    {
      guard let declaration = kind.inputs[argument.name.value], declaration.type.isVariable else {
        continue
      }
      var given = evidence(in: argument.value, isOptional: declaration.isOptional && !isWalked)
      if isWalked { given = given.ofElements }
      if declaration.type.element != nil { given = given.ofElements }
      known.add(given, from: argument.name.value)
    }
    return known.variable
  }

  /// What an expression says of the type that it is given to.
  private func evidence(in expression: Expression, isOptional: Bool) -> Evidence {
    switch expression.content {
    case .literal(let literal):
      isOptional && literal.isNull ? Evidence() : Evidence(spelled: literal.spelledType)
    case .template: Evidence(spelled: ValueType(String.self))
    case .link(let link): Evidence(link: type(of: link))
    case .list(let elements):
      elements.reduce(into: Evidence()) { $0.add(evidence(in: $1, isOptional: false)) }.ofLists
    case .reported: Evidence(link: nil)
    }
  }

  private func type(of link: Expression.Link) -> ValueType? {
    switch link {
    case .input(let name):
      return inputIndex[name].flatMap { inputs[$0].type }
    case .node(let id, let output):
      guard let node = nodeIndex[id], let kind = kinds[node], !kind.outputs.isEmpty,
        let position = output.map({ kind.outputs.position(of: $0) }) ?? 0
      else { return nil }
      return type(ofOutput: position, of: node)
    }
  }
}

/// What is known of a type that several values share.
private struct Evidence {
  /// The type of what links lead to, if they lead to anything known.
  private var fixed: ValueType?
  private var fixedBy: String?
  /// The type that scalars are written as.
  private var spelled: ValueType?
  /// Whether a link leads to something whose type cannot be known.
  private var isUnknown = false
  /// Whether a value is a list that says nothing of its elements.
  private var hasEmptyList = false

  init() {}

  init(spelled: ValueType) {
    self.spelled = spelled
  }

  init(link type: ValueType?) {
    fixed = type
    isUnknown = type == nil
  }

  /// What the links say; what the scalars say, where there are none.
  var variable: TypeVariable? {
    if let fixed { return TypeVariable(type: fixed, fixedBy: fixedBy) }
    let text = ValueType(String.self)
    return isUnknown
      ? nil : TypeVariable(type: spelled ?? (hasEmptyList ? text.list : text), fixedBy: nil)
  }

  mutating func add(_ other: Evidence, from input: String? = nil) {
    isUnknown = isUnknown || other.isUnknown
    hasEmptyList = hasEmptyList || other.hasEmptyList
    if let given = other.fixed {
      if let fixed {
        // An Integer beside a Number is a Number; what disagrees is reported at its own place.
        if given.accepts(fixed) { self.fixed = given }
      } else {
        (fixed, fixedBy) = (given, input)
      }
    }
    guard let given = other.spelled else { return }
    spelled = spelled.map { $0.spelled(beside: given) } ?? given
  }

  /// What is said of the elements of lists of which this is said.
  ///
  /// Something that is no list counts as an element, so that it is reported where it stands.
  var ofElements: Evidence {
    var evidence = self
    evidence.fixed = fixed.map { $0.element ?? $0 }
    evidence.spelled = spelled.map { $0.element ?? $0 }
    evidence.hasEmptyList = false
    return evidence
  }

  /// What is said of lists of values of which this is said.
  var ofLists: Evidence {
    var evidence = self
    evidence.fixed = fixed?.list
    evidence.spelled = spelled?.list
    evidence.hasEmptyList = fixed == nil && spelled == nil && !isUnknown
    return evidence
  }
}

extension ValueType {
  /// The type that scalars are written as, some of which are written as this type and others as
  /// another.
  fileprivate func spelled(beside other: ValueType) -> ValueType {
    if accepts(other) { return self }
    return other.accepts(self) ? other : ValueType(String.self)
  }
}

extension Literal {
  /// What a scalar is where no link says it: what it can only be meant as if it is not a text.
  fileprivate var spelledType: ValueType {
    let types: [any GraphValue.Type] = [Int.self, Double.self, Bool.self]
    let type = types.first { (try? $0.init(literal: self)) != nil }
    return ValueType(type ?? String.self)
  }
}
