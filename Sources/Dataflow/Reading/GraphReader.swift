extension GraphFile {
  /// Reads the text of a graph.
  ///
  /// - Returns: The graph, or nil if the text is no YAML or no mapping, and what is wrong with the
  ///   YAML and with the shape of the graph.
  public static func read(_ source: SourceText) -> (graph: GraphFile?, diagnostics: [Diagnostic]) {
    let (root, diagnostics) = YAMLNode.read(source)
    var reader = GraphReader(source: source, diagnostics: diagnostics)
    let graph = root.flatMap { reader.readGraph($0) }
    if root == nil, diagnostics.isEmpty {
      reader.report("the file is empty; a graph begins with 'weft: 1'", at: source.start)
    }
    return (graph, reader.diagnostics)
  }
}

/// Makes a ``GraphFile`` of a tree.
private struct GraphReader {
  let source: SourceText
  var diagnostics: [Diagnostic]

  mutating func report(_ message: String, at position: SourcePosition) {
    diagnostics.append(Diagnostic(position: position, message: message))
  }

  mutating func readGraph(_ root: YAMLNode) -> GraphFile? {
    guard let entries = mapping(root, "a graph") else { return nil }
    let fields = fields(
      entries, ["weft", "about", "inputs", "nodes", "outputs", "graphs"], of: "a graph")
    checkVersion(fields["weft"], root)
    return readGraph(
      fields, root, path: source.file, included: included(fields["graphs"]))
  }

  /// The graphs that a file brings along.
  private mutating func included(_ node: YAMLNode?) -> [GraphFile] {
    guard let node, let entries = mapping(node, "'graphs'", like: "{./part.yaml: …}") else {
      return []
    }
    return entries.compactMap { entry in
      guard entry.key.value.isGraphPath else {
        report(
          "\(entry.key.value.display) is no path of a graph, such as ./part.yaml",
          at: entry.key.position)
        return nil
      }
      guard let parts = mapping(entry.value, "a graph") else { return nil }
      let fields = fields(parts, ["about", "inputs", "nodes", "outputs"], of: "a graph in a file")
      return readGraph(
        fields, entry.value, path: entry.key.value.path(from: source.folder), included: [])
    }
  }

  private mutating func readGraph(
    _ fields: [String: YAMLNode], _ root: YAMLNode, path: String, included: [GraphFile]
  ) -> GraphFile {
    if fields["nodes"] == nil { report("the graph has no 'nodes'", at: root.position) }
    return GraphFile(
      source: source, path: path,
      about: fields["about"].flatMap { text($0) },
      inputs: named(fields["inputs"], "input").compactMap { readInput($0) },
      nodes: named(fields["nodes"], "node").map { readNode($0) },
      outputs: named(fields["outputs"], "output").map { entry in
        GraphOutput(name: entry.key, value: Expression(entry.value, &diagnostics))
      },
      included: included)
  }

  private mutating func checkVersion(_ node: YAMLNode?, _ root: YAMLNode) {
    guard let node else {
      return report("a graph begins with 'weft: 1', the version of its language", at: root.position)
    }
    switch node.content {
    case .reported, .scalar(Literal("1")): return
    case .scalar(let literal):
      report("version \(literal.text.display) is not known; 'weft: 1' is", at: node.position)
    case .sequence, .mapping:
      report("the version is a number: 'weft: 1'", at: node.position)
    }
  }

  private mutating func readInput(_ entry: YAMLEntry) -> GraphInput? {
    guard let entries = mapping(entry.value, "an input", like: "{type: Text, default: …}") else {
      return nil
    }
    let fields = fields(
      entries, ["type", "about", "default", "in", "choices", "family", "capability"],
      of: "an input")
    if fields["type"] == nil { report("the input has no 'type'", at: entry.key.position) }
    return GraphInput(
      name: entry.key,
      type: fields["type"].flatMap { typeName($0) },
      about: fields["about"].flatMap { text($0) },
      defaultValue: fields["default"].map { Expression($0, &diagnostics) },
      range: fields["in"].flatMap { markedText($0) },
      choices: fields["choices"].map { texts($0) },
      families: fields["family"].map { texts($0) } ?? [],
      capabilities: fields["capability"].map { texts($0) } ?? [])
  }

  private mutating func readNode(_ entry: YAMLEntry) -> GraphNode {
    guard let entries = mapping(entry.value, "a node", like: "{kind: …}") else {
      return GraphNode(
        id: entry.key, kind: nil, inputs: [], condition: nil, forEach: nil, repetition: nil)
    }
    var kind: Marked<String>?
    var fields: [String: YAMLNode] = [:]
    var inputs: [GraphNode.Argument] = []
    for field in entries {
      if field.key.value == "kind" { kind = markedText(field.value) }
      if GraphNode.keys.contains(field.key.value) {
        fields[field.key.value] = field.value
      } else {
        inputs.append(argument(field))
      }
    }
    if fields["kind"] == nil { report("the node has no 'kind'", at: entry.key.position) }
    return GraphNode(
      id: entry.key, kind: kind, inputs: inputs,
      condition: fields["when"].map { Expression($0, &diagnostics) },
      forEach: fields["for_each"].flatMap { readForEach($0) },
      repetition: fields["repeat"].flatMap { readRepetition($0) })
  }

  private mutating func argument(_ entry: YAMLEntry) -> GraphNode.Argument {
    GraphNode.Argument(name: entry.key, value: Expression(entry.value, &diagnostics))
  }

  private mutating func readForEach(_ node: YAMLNode) -> GraphNode.ForEach? {
    guard let entries = mapping(node, "'for_each'", like: "{seed: [1, 2, 3]}") else { return nil }
    if entries.isEmpty {
      report("'for_each' names no input to walk a list into", at: node.position)
    }
    return GraphNode.ForEach(position: node.position, inputs: entries.map { argument($0) })
  }

  private mutating func readRepetition(_ node: YAMLNode) -> GraphNode.Repetition? {
    let example = "{times: 8, carry: {image: improved}}"
    guard let entries = mapping(node, "'repeat'", like: example) else { return nil }
    let fields = fields(entries, ["times", "carry", "until"], of: "'repeat'")
    if fields["times"] == nil {
      report("'repeat' has no 'times', the most that the node is run", at: node.position)
    }
    let carried =
      fields["carry"].flatMap { mapping($0, "'carry'", like: "{image: improved}") } ?? []
    if carried.isEmpty, fields["carry"].map({ !$0.isReported }) ?? true {
      report(
        "'repeat' carries nothing from one run to the next, such as 'carry: {image: improved}'",
        at: node.position)
    }
    return GraphNode.Repetition(
      position: node.position, times: fields["times"].map { Expression($0, &diagnostics) },
      carried: carried.compactMap { entry in
        outputName(entry.value).map { GraphNode.Carried(input: entry.key, output: $0) }
      },
      until: fields["until"].flatMap { outputName($0) })
  }

  /// The name of an output of the node that it stands in.
  private mutating func outputName(_ node: YAMLNode) -> Marked<String>? {
    guard let name = markedText(node) else { return nil }
    if name.value.hasPrefix("$") {
      report(
        "an output of the node itself is named without a dollar: \(name.value.dropFirst())",
        at: node.position)
      return nil
    }
    return name
  }

  /// The entries of a section whose keys the author chooses.
  private mutating func named(_ node: YAMLNode?, _ what: String) -> [YAMLEntry] {
    guard let node else { return [] }
    if case .scalar(let literal) = node.content, literal.text.isEmpty, !literal.isQuoted {
      return []
    }
    return (mapping(node, "'\(what)s'") ?? []).filter { entry in
      let name = entry.key.value
      if !isName(name) {
        report(
          "\(name.display) cannot name \(what.withArticle): a name is letters, digits, '_' and '-', "
            + "beginning with a letter", at: entry.key.position)
      } else if what == "node", name == "inputs" {
        report(
          "no node can be named 'inputs', which links use for the graph's inputs",
          at: entry.key.position)
      }
      return true
    }
  }

  /// The fields of a mapping by name; others are reported.
  private mutating func fields(
    _ entries: [YAMLEntry], _ known: [String], of what: String
  ) -> [String: YAMLNode] {
    var fields: [String: YAMLNode] = [:]
    for entry in entries {
      let name = entry.key.value
      if known.contains(name) {
        fields[name] = entry.value
      } else {
        let hint = known.nearest(to: name).map { "; did you mean '\($0)'?" }
        report("\(what) has no '\(name)'\(hint ?? "")", at: entry.key.position)
      }
    }
    return fields
  }

  private mutating func mapping(
    _ node: YAMLNode, _ what: String, like example: String? = nil
  ) -> [YAMLEntry]? {
    switch node.content {
    case .mapping(let entries): return entries
    case .reported: return nil
    case .scalar, .sequence:
      let such = example.map { " such as \($0)" } ?? ""
      report("\(what) is a mapping\(such), not \(node.name)", at: node.position)
      return nil
    }
  }

  private mutating func markedText(_ node: YAMLNode) -> Marked<String>? {
    switch node.content {
    case .scalar(let literal) where !literal.text.isEmpty:
      return Marked(literal.text, at: node.position)
    case .reported: return nil
    case .scalar, .sequence, .mapping:
      report("a text goes here, not \(node.name)", at: node.position)
      return nil
    }
  }

  private mutating func text(_ node: YAMLNode) -> String? { markedText(node)?.value }

  /// The name of a type: `Text`, or the list `[Text]`, which YAML reads as a sequence of one.
  private mutating func typeName(_ node: YAMLNode) -> Marked<String>? {
    guard case .sequence(let elements) = node.content, elements.count == 1,
      let element = typeName(elements[0])
    else { return markedText(node) }
    return Marked("[\(element.value)]", at: node.position)
  }

  /// One text or a list of texts.
  private mutating func texts(_ node: YAMLNode) -> [Marked<String>] {
    guard case .sequence(let elements) = node.content else {
      return markedText(node).map { [$0] } ?? []
    }
    return elements.compactMap { markedText($0) }
  }
}

extension GraphNode {
  /// The keys of a node that are not the names of inputs.
  static let keys = ["kind", "when", "for_each", "repeat"]
}

extension YAMLNode {
  fileprivate var isReported: Bool { if case .reported = content { true } else { false } }
}
