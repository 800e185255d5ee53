extension GraphDrawing {
  /// The picture of a graph, some of whose inputs may have no value yet.
  init(_ draft: GraphDraft) {
    var builder = DrawingBuilder()
    let inputs = draft.inputs.map { builder.add($0) }
    for (output, sources) in zip(draft.file.outputs, builder.add(draft, given: inputs)) {
      builder.addOutput(output.name.value, from: sources)
    }
    let file = draft.file.source.file
    self.init(
      title: file.split(separator: "/").last.map(String.init) ?? file, boxes: builder.boxes,
      arrows: builder.arrows, frames: builder.frames)
  }
}

/// Makes the parts of a picture.
private struct DrawingBuilder {
  private(set) var boxes: [GraphDrawing.Box] = []
  private(set) var arrows: [GraphDrawing.Arrow] = []
  private(set) var frames: [GraphDrawing.Frame] = []
  private var known: Set<GraphDrawing.Arrow> = []

  /// Where values come from.
  struct Source {
    let box: Int
    let type: String
  }

  /// What has become of a node.
  private enum Result {
    case box(Int)
    case graph(outputs: [[Source]])
  }

  /// Adds an input of the graph.
  mutating func add(_ input: GraphDraft.Input) -> [Source] {
    let name = input.syntax.name.value
    let type = input.type?.name ?? input.syntax.type?.value ?? ""
    let box = add(
      GraphDrawing.Box(
        id: "inputs.\(name)", title: name, details: [type], about: input.syntax.about ?? "",
        role: .input, frame: nil))
    return [Source(box: box, type: type)]
  }

  /// Adds an output of the graph.
  mutating func addOutput(_ name: String, from sources: [Source]) {
    let box = add(
      GraphDrawing.Box(
        id: "outputs.\(name)", title: name, details: [], about: "", role: .output, frame: nil))
    for source in sources { addArrow(from: source, to: box, label: source.type, isDashed: false) }
  }

  /// Adds the nodes of a graph.
  ///
  /// Calls itself for the graphs within the graph, which lie at most 32 deep.
  ///
  /// - Parameters:
  ///   - draft: The graph.
  ///   - given: Where each of its inputs comes from.
  ///   - prefix: What is put before the ids of the nodes.
  ///   - frame: The frame that they are in.
  /// - Returns: Where each of its outputs comes from.
  mutating func add(
    _ draft: GraphDraft, given: [[Source]], prefix: String = "", frame: Int? = nil
  ) -> [[Source]] {
    var results = [Result?](repeating: nil, count: draft.nodes.count)
    let scope = { (value: GraphDraft.Value, results: [Result?]) in
      Self.sources(of: value, in: draft, given: given, results)
    }
    for index in draft.sourcesFirst {
      let node = draft.nodes[index]
      let id = prefix + node.syntax.id.value
      if let graph = node.kind?.graph {
        frames.append(
          GraphDrawing.Frame(
            title: ([node.syntax.id.value, node.kind?.name ?? ""] + node.conditionText
              + node.loops)
              .joined(separator: " · "), parent: frame))
        let arguments = node.arguments.map { $0.map { scope($0, results) } ?? [] }
        let outputs = add(graph, given: arguments, prefix: "\(id)/", frame: frames.count - 1)
        results[index] = .graph(
          outputs: outputs.enumerated().map { output, sources in
            let type = node.type(ofOutput: output)?.name
            return sources.map { Source(box: $0.box, type: type ?? $0.type) }
          })
        continue
      }
      let box = add(
        GraphDrawing.Box(
          id: id, title: node.syntax.id.value,
          details: [node.syntax.kind?.value ?? ""] + node.loops, about: node.kind?.summary ?? "",
          role: node.kind?.isSink == true ? .sink : .node, frame: frame))
      results[index] = .box(box)
      for place in node.places {
        let isCondition = place.declaration.name == "when"
        for source in scope(place.value, results) {
          addArrow(
            from: source, to: box, label: isCondition ? "when \(source.type)" : source.type,
            isDashed: isCondition || place.declaration.isLazy)
        }
      }
    }
    return draft.outputs.map { scope($0, results) }
  }

  private mutating func add(_ box: GraphDrawing.Box) -> Int {
    boxes.append(box)
    return boxes.count - 1
  }

  private mutating func addArrow(
    from source: Source, to target: Int, label: String, isDashed: Bool
  ) {
    let arrow = GraphDrawing.Arrow(
      source: source.box, target: target, label: label, isDashed: isDashed)
    if known.insert(arrow).inserted { arrows.append(arrow) }
  }

  /// Where a value comes from: outputs of nodes and inputs of the graph.
  private static func sources(
    of value: GraphDraft.Value, in draft: GraphDraft, given: [[Source]], _ results: [Result?]
  ) -> [Source] {
    switch value.content {
    case .output(let node, let output):
      switch results[node] {
      case .box(let box): return [Source(box: box, type: draft.type(of: value)?.name ?? "")]
      case .graph(let outputs): return outputs[output]
      case nil: return []
      }
    case .input(let index): return given[index]
    case .list(let elements):
      return elements.flatMap { sources(of: $0, in: draft, given: given, results) }
    case .template(let segments):
      return segments.flatMap { segment -> [Source] in
        guard case .input(let name) = segment, let index = draft.inputIndex[name] else {
          return []
        }
        return given[index]
      }
    case .value, .unreadable, .absent, .reported: return []
    }
  }
}

extension GraphDraft.Node {
  /// When the nodes of a graph run, if that is said.
  fileprivate var conditionText: [String] {
    syntax.condition.map { ["when \(GraphWriter.text($0))"] } ?? []
  }

  /// How often the node runs, if more than once.
  fileprivate var loops: [String] {
    let walked = syntax.forEach?.inputs.map(\.name.value).joined(separator: ", ")
    let times = syntax.repetition?.times.map { GraphWriter.text($0) }
    return [walked.map { "for each \($0)" }, times.map { "repeat \($0) times" }]
      .compactMap(\.self)
  }
}
