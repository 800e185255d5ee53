import TestSupport
import Testing

@testable import Dataflow

/// What is let go from memory where that is limited, and that nothing else changes.
@Suite struct MemoryLimitTests {
  static let text = """
    nodes:
      first: {kind: DrawLarge, seed: 1}
      second: {kind: DrawLarge, seed: 2}
      third: {kind: DrawLarge, seed: 3}
      small: {kind: Draw, seed: 4}
      all: {kind: Weigh, sketches: [$first, $second, $third, $small]}
    outputs: {all: $all, first: $first}
    """

  func workshop() throws -> Workshop {
    var workshop = try Workshop()
    workshop.catalog = NodeCatalog(StoreLibrary.kinds + [DrawLarge.self, Weigh.self])
    return workshop
  }

  @Test(arguments: [
    (limit: 0, evicted: ["first", "second", "third"]),
    (DrawLarge.size + 100, ["first", "second"]), (2 * DrawLarge.size + 100, ["first"]),
    (4 * DrawLarge.size, []),
  ])
  func `what waits leaves memory until the limit is kept`(
    limit: Int, evicted: [String]
  ) async throws {
    let workshop = try workshop()
    let log = EventLog()
    let evaluator = Evaluator(store: workshop.store(), memory: limit, handler: log.record)
    let result = await evaluator.run(try workshop.graph(Self.text))
    #expect(log.allEntries.compactMap(\.evicted) == evicted)
    #expect(log.started == ["first", "second", "third", "small", "all"])
    #expect(result["all"] as? Int == 3 * DrawLarge.size + 4)
    #expect((result["first"] as? Drawing)?.strokes.first == 1)
  }

  @Test func `what is not kept on disk stays in memory`() async throws {
    let workshop = try workshop()
    let log = EventLog()
    let evaluator = Evaluator(store: ValueStore(), memory: 0, handler: log.record)
    let result = await evaluator.run(try workshop.graph(Self.text))
    #expect(log.allEntries.compactMap(\.evicted).isEmpty)
    #expect(result["all"] as? Int == 3 * DrawLarge.size + 4)
  }

  @Test func `turns of a loop let go too, and later runs read what has left memory`() async throws {
    let workshop = try workshop()
    let text = """
      nodes:
        turns: {kind: DrawLarge, for_each: {seed: [1, 2, 1]}}
        all: {kind: Weigh, sketches: $turns}
      outputs: {all: $all}
      """
    let log = EventLog()
    let store = ValueStore(folder: workshop.cache, memory: 64 << 20)
    let evaluator = Evaluator(store: store, memory: 100, handler: log.record)
    for offset in [0, 1] {
      let changed = text.replacing("$turns}", with: "$turns, offset: \(offset)}")
      let result = await evaluator.run(try workshop.graph(changed))
      #expect(result["all"] as? Int == 3 * DrawLarge.size + offset)
    }
    #expect(log.started.filter { $0.hasPrefix("turns[") } == ["turns[0]", "turns[1]"])
    #expect(log.allEntries.compactMap(\.evicted) == ["turns[0]", "turns[1]"])
  }

  @Test func `a node is told what is left of the limit`() async throws {
    var workshop = try workshop()
    workshop.catalog = NodeCatalog([DrawLarge.self, TellLimit.self])
    let text = """
      nodes:
        first: {kind: DrawLarge, seed: 1}
        told: {kind: TellLimit, sketch: $first}
      outputs: {told: $told}
      """
    for (limit, told) in [(3 << 20, 2 << 20), (1 << 19, 1 << 19)] {
      let evaluator = Evaluator(store: workshop.store(), memory: limit)
      let result = await evaluator.run(try workshop.graph(text))
      // Too large for the limit, the sketch is in its file.
      #expect(result["told"] as? Int == told)
      _ = CacheContents(folder: workshop.cache).clear()
    }
    let result = await Evaluator(store: workshop.store()).run(try workshop.graph(text))
    #expect(result["told"] as? Int == -1)
  }
}

extension EventLog.Entry {
  fileprivate var evicted: String? { if case .evicted(let node) = self { node } else { nil } }
}

private struct DrawLarge: Node {
  static let summary = "A sketch of a mebibyte."
  static let size = 1 << 20
  @Input("The seed.") var seed: UInt64
  @Output("The sketch.") var sketch: Drawing
  func run(in context: NodeContext) async throws {
    sketch = Drawing([UInt8](repeating: UInt8(truncatingIfNeeded: seed), count: Self.size))
  }
}

private struct Weigh: Node {
  static let summary = "How many strokes sketches have together."
  @Input("The sketches.") var sketches: [Drawing]
  @Input("What to add.") var offset = 0
  @Output("The number.") var count: Int
  func run(in context: NodeContext) async throws {
    count = sketches.reduce(offset) { $0 + $1.strokes.count }
  }
}

private struct TellLimit: Node {
  static let summary = "How much memory is left, or -1."
  @Input("A sketch.") var sketch: Drawing
  @Output("The number.") var bytes: Int
  func run(in context: NodeContext) async throws { bytes = context.memory?.bytes ?? -1 }
}
