import Dataflow

/// What the engine itself costs: graphs of nodes that do nothing, in milliseconds of processor time.
///
///     swift run -c release weft-bench engine [--json]
///
/// `cold` runs a checked graph for the first time, `reused` again in the same process with all
/// results in memory, `check` reads and checks its text. `link` rows pass a value that is known by
/// what made it, as pictures are; `number` rows pass numbers, which are fingerprints of themselves.
/// `memory` is the most that the process holds more during the first cold run, for each node.
enum EngineBenchmarks {
  static func figures() async throws -> [Figure] {
    var rows: [Figure] = []
    for (name, count, text) in [
      ("chain-1000", 1000, chain(1000)), ("chain-100000", 100_000, chain(100_000)),
      ("fanout-5000", 5000, fanOut(5000)), ("fanout-50000", 50_000, fanOut(50_000)),
      ("fanin-5000", 5000, fanIn(5000)), ("fanin-50000", 50_000, fanIn(50_000)),
      ("ladder-5000", 5000, ladder(5000)), ("ladder-50000", 50_000, ladder(50_000)),
      ("numbers-1000", 1000, numbers(1000)), ("numbers-100000", 100_000, numbers(100_000)),
    ] {
      rows += try await measure(name, count, text)
    }
    return rows
  }

  private static func measure(
    _ name: String, _ count: Int, _ text: String
  ) async throws -> [Figure] {
    let source = SourceText(file: "\(name).yaml", text: text)
    let repeats = count > 10_000 ? 3 : 10
    var graph: CheckedGraph?
    let check = try await best(of: repeats) { graph = try checker.graph(source).graph }
    guard let graph else { return [] }
    let peak = await Benchmark.peakBytes { _ = await Evaluator().run(graph) }
    let cold = await best(of: repeats) { _ = await Evaluator().run(graph) }
    let evaluator = Evaluator(store: ValueStore(memory: 1 << 30))
    _ = await evaluator.run(graph)
    let reused = await best(of: repeats) { _ = await evaluator.run(graph) }
    return [
      ("check", check, "ms"), ("cold", cold, "ms"), ("reused", reused, "ms"),
      ("memory", Double(peak) / Double(count), "bytes per node"),
    ].map { what, value, unit in
      Figure(name: "engine/\(name)/\(what)", value: value, unit: unit, limit: nil)
    }
  }

  /// The least processor time of several runs, in milliseconds.
  private static func best(of count: Int, _ run: () async throws -> Void) async rethrows -> Double {
    var least = Double.infinity
    for _ in 0..<count {
      let start = Benchmark.processorSeconds()
      try await run()
      least = min(least, Benchmark.processorSeconds() - start)
    }
    return least * 1e3
  }

  private static let checker = GraphChecker(
    catalog: NodeCatalog([Begin.self, Pass.self, Join.self, Gather.self, Count.self]))

  // MARK: - Graphs

  /// Each node on the one before.
  private static func chain(_ count: Int) -> String {
    graph(
      ["n0: {kind: Begin}"] + (1..<count).map { "n\($0): {kind: Pass, value: $n\($0 - 1)}" },
      output: "n\(count - 1)")
  }

  /// All nodes on one.
  private static func fanOut(_ count: Int) -> String {
    graph(
      ["n0: {kind: Begin}"] + (1..<count).map { "n\($0): {kind: Pass, value: $n0, number: \($0)}" }
        + [
          "all: {kind: Gather, values: [\((1..<count).map { "$n\($0)" }.joined(separator: ", "))]}"
        ],
      output: "all")
  }

  /// One node on all.
  private static func fanIn(_ count: Int) -> String {
    graph(
      (0..<count).map { "n\($0): {kind: Begin, number: \($0)}" }
        + [
          "all: {kind: Gather, values: [\((0..<count).map { "$n\($0)" }.joined(separator: ", "))]}"
        ],
      output: "all")
  }

  /// Two chains with rungs: each node on both nodes of the step before.
  private static func ladder(_ count: Int) -> String {
    var lines = ["a0: {kind: Begin}", "b0: {kind: Begin, number: 1}"]
    for step in 1..<(count / 2) {
      lines.append("a\(step): {kind: Join, first: $a\(step - 1), second: $b\(step - 1)}")
      lines.append("b\(step): {kind: Join, first: $b\(step - 1), second: $a\(step - 1)}")
    }
    return graph(lines, output: "a\(count / 2 - 1)")
  }

  /// Each node on the number that the one before gave.
  private static func numbers(_ count: Int) -> String {
    graph(
      ["n0: {kind: Count}"] + (1..<count).map { "n\($0): {kind: Count, number: $n\($0 - 1)}" },
      output: "n\(count - 1)")
  }

  private static func graph(_ nodes: [String], output: String) -> String {
    "weft: 1\nnodes:\n" + nodes.map { "  \($0)\n" }.joined() + "outputs: {end: $\(output)}\n"
  }
}

// MARK: - Kinds that do nothing

/// A value that is known by what made it.
private struct Token: GraphValue {}

private struct Begin: Node {
  static let summary = "A token."
  @Input("Tells tokens apart.") var number = 0
  @Output("The token.") var token: Token
  func run(in context: NodeContext) async throws { token = Token() }
}

private struct Pass: Node {
  static let summary = "The token it is given."
  @Input("The token.") var value: Token
  @Input("Tells nodes apart.") var number = 0
  @Output("The token.") var token: Token
  func run(in context: NodeContext) async throws { token = value }
}

private struct Join: Node {
  static let summary = "The first of two tokens."
  @Input("The first.") var first: Token
  @Input("The second.") var second: Token
  @Output("The first.") var token: Token
  func run(in context: NodeContext) async throws { token = first }
}

private struct Gather: Node {
  static let summary = "How many tokens there are."
  @Input("The tokens.") var values: [Token]
  @Output("Their number.") var count: Int
  func run(in context: NodeContext) async throws { count = values.count }
}

private struct Count: Node {
  static let summary = "One more than a number."
  @Input("The number.") var number = 0
  @Output("One more.") var next: Int
  func run(in context: NodeContext) async throws { next = number &+ 1 }
}
