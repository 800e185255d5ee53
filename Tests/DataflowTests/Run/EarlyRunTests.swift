import Dataflow
import Synchronization
import TestSupport
import Testing

/// Nodes that mostly wait run while others compute.
@Suite struct EarlyRunTests {
  static let text = """
    nodes:
      crunched: {kind: Crunch, number: 1}
      fetched: {kind: Fetch, number: 2}
      fetched-too: {kind: Fetch, number: 3}
      all: {kind: Sum, numbers: [$crunched, $fetched, $fetched-too]}
    outputs: {all: $all}
    """

  @Test(.timeLimit(.minutes(1)))
  func `a node that waits has begun before its turn, and is told of at its turn`() async throws {
    let checker = GraphChecker(catalog: NodeCatalog([Crunch.self, Fetch.self, Sum.self]))
    let source = SourceText(file: "a.yaml", text: "weft: 1\n" + Self.text)
    let graph = try checker.graph(source).graph
    let log = EventLog()
    // `Crunch` does not end before a `Fetch` has begun: without overlap the test does not end.
    let result = await Evaluator(handler: log.record).run(graph)
    #expect(result["all"] as? Int == 6)
    #expect(
      log.entries == [.ran("crunched"), .ran("fetched"), .ran("fetched-too"), .ran("all")])
    #expect(log.started == ["crunched", "fetched", "fetched-too", "all"])
    let notes = log.all.compactMap { if case .note(let node, _) = $0 { node } else { nil } }
    #expect(notes == ["fetched", "fetched-too"])
    let order = log.all.compactMap { event -> String? in
      switch event {
      case .started(let node): "+\(node)"
      case .note(let node, _): "!\(node)"
      default: nil
      }
    }
    #expect(order.prefix(3) == ["+crunched", "+fetched", "!fetched"])
  }
}

/// Opened by the first `Fetch` that begins.
private let gate = Gate()

private final class Gate: Sendable {
  private let isOpen = Mutex(false)

  func open() { isOpen.withLock { $0 = true } }

  func pass() async throws {
    while !isOpen.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(1)) }
  }
}

private struct Crunch: Node {
  static let summary = "Computes until something is fetched."
  @Input("Any number.") var number: Int
  @Output("It.") var result: Int
  func run(in context: NodeContext) async throws {
    try await gate.pass()
    result = number
  }
}

private struct Fetch: Node {
  static let summary = "Fetches a number."
  static let waits = true
  @Input("Any number.") var number: Int
  @Output("It.") var result: Int
  func run(in context: NodeContext) async throws {
    gate.open()
    context.note("fetched")
    result = number
  }
}
