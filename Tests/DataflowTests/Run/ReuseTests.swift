import Dataflow
import FoundationEssentials
import TestSupport
import Testing

/// What runs and what is reused, one row a behaviour: each graph runs once, something changes, and it
/// runs again as another process on the same cache.
@Suite struct ReuseTests {
  static let text = """
    nodes:
      loaded: {kind: ReadSketch, path: a.bin}
      drawn: {kind: Draw, seed: 7}
      blended: {kind: Blend, first: $loaded, second: $drawn, strength: 0.5}
      count: {kind: Measure, sketch: $blended}
      more: {kind: Add, left: $count, right: 1}
    outputs: {more: $more, blended: $blended}
    """

  struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var text = ReuseTests.text
    var file: [UInt8] = [1, 2, 3, 4]
    let expected: [EventLog.Entry]

    init(
      _ description: String, _ replace: (old: String, new: String)? = nil, file: [UInt8]? = nil,
      expecting expected: [EventLog.Entry]
    ) {
      testDescription = description
      if let replace { text = text.replacing(replace.old, with: replace.new) }
      if let file { self.file = file }
      self.expected = expected
    }
  }

  static let everything: [EventLog.Entry] = [
    .found("more", in: .disk), .found("blended", in: .disk),
  ]

  static let changes: [Change] = [
    Change("nothing", expecting: everything),
    Change("a comment", ("outputs:", "# what comes out\noutputs:"), expecting: everything),
    Change(
      "the style", ("{kind: Draw, seed: 7}", "\n    seed: 7\n    kind: Draw"),
      expecting: everything),
    Change("a node's name", ("drawn", "sketch"), expecting: everything),
    Change(
      "the order",
      (
        "  drawn: {kind: Draw, seed: 7}\n  blended: {kind: Blend, first: $loaded, second: $drawn, strength: 0.5}",
        "  blended: {strength: 0.5, second: $drawn, first: $loaded, kind: Blend}\n  drawn: {kind: Draw, seed: 7}"
      ), expecting: everything),
    Change(
      "a default that is written out", ("strength: 0.5", "strength: 0.50"), expecting: everything),
    Change("a default that is left out", (", strength: 0.5", ""), expecting: everything),
    Change(
      "a literal", ("seed: 7", "seed: 8"),
      expecting: [
        .found("loaded", in: .disk), .ran("drawn"), .ran("blended"), .ran("count"),
        .found("more", in: .disk),
      ]),
    Change(
      "an adapter's strength", ("strength: 0.5", "strength: 0.75"),
      expecting: [
        .found("loaded", in: .disk), .found("drawn", in: .disk), .ran("blended"), .ran("count"),
        .found("more", in: .disk),
      ]),
    Change(
      "a file's bytes", file: [1, 2, 3, 5],
      expecting: [
        .ran("loaded"), .found("drawn", in: .disk), .ran("blended"), .ran("count"),
        .found("more", in: .disk),
      ]),
    Change(
      "a file's length", file: [1, 2, 3],
      expecting: [
        .ran("loaded"), .found("drawn", in: .disk), .ran("blended"), .ran("count"), .ran("more"),
      ]),
    Change(
      "a link", ("second: $drawn", "second: $loaded"),
      expecting: [
        .found("loaded", in: .disk), .ran("blended"), .ran("count"), .found("more", in: .disk),
      ]),
    Change(
      "what nothing depends on", ("right: 1", "right: 2"),
      expecting: [.found("count", in: .disk), .ran("more"), .found("blended", in: .disk)]),
  ]

  @Test(arguments: changes)
  func `what depends on a change runs again and nothing else`(_ change: Change) async throws {
    let workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    let first = try await workshop.run(Self.text)
    #expect(
      first.log.entries == [
        .ran("loaded"), .ran("drawn"), .ran("blended"), .ran("count"), .ran("more"),
      ])
    try workshop.write(change.file, to: "a.bin")
    let second = try await workshop.run(change.text)
    #expect(second.log.entries == change.expected)

    // What is reused is what would have been computed.
    let fresh = try Workshop()
    try fresh.write(change.file, to: "a.bin")
    let anew = try await fresh.run(change.text)
    #expect(second.result["more"] as? Int == anew.result["more"] as? Int)
    #expect(second.result["blended"] as? Drawing == anew.result["blended"] as? Drawing)

    // The third run finds everything.
    let third = try await workshop.run(change.text)
    #expect(third.log.entries == Self.everything)
  }

  @Test func `a kind's revision re-runs its nodes and what depends on them`() async throws {
    var workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    try await workshop.run(Self.text)
    workshop.catalog = NodeCatalog(
      StoreLibrary.kinds.filter { "\($0)" != "Draw" } + [Revised.Draw.self])
    let second = try await workshop.run(Self.text)
    #expect(
      second.log.entries == [
        .found("loaded", in: .disk), .ran("drawn"), .ran("blended"), .ran("count"),
        .found("more", in: .disk),
      ])
  }

  @Test func `another build's results are not taken`() async throws {
    let workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    try await workshop.run(Self.text)
    let other = ValueStore(folder: workshop.cache, origin: "other")
    let second = try await workshop.run(Self.text, in: other)
    #expect(second.log.entries.count == 5 && second.log.started.count == 5)
  }

  @Test func `touching a file's time or moving it with its graph re-runs nothing`() async throws {
    let workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    try await workshop.run(Self.text)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
      ofItemAtPath: workshop.folder.file("a.bin"))
    #expect(try await workshop.run(Self.text).log.entries == Self.everything)
    try FileManager.default.createDirectory(
      atPath: workshop.folder.file("moved"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(
      atPath: workshop.folder.file("a.bin"), toPath: workshop.folder.file("moved/a.bin"))
    let moved = try await workshop.run(Self.text, named: "moved/other.yaml")
    #expect(moved.log.entries == Self.everything)
  }

  @Test func `when everything is at hand nothing upstream is opened`() async throws {
    let workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "box.bin")
    let text = """
      nodes:
        box: {kind: OpenBox, path: box.bin}
        drawn: {kind: DrawBox, box: $box}
      outputs: {drawn: $drawn}
      """
    let first = try await workshop.run(text)
    #expect(first.log.entries == [.ran("box"), .ran("drawn")])
    // A box cannot be kept: it is known by its file's digest, and not opened.
    let second = try await workshop.run(text)
    #expect(second.log.entries == [.found("drawn", in: .disk)])
    #expect(second.log.started.isEmpty)
    // Another seed needs the box again.
    let third = try await workshop.run(text.replacing("box: $box", with: "box: $box, seed: 2"))
    #expect(third.log.entries == [.ran("box"), .ran("drawn")])
  }

  @Test func `a branch that was not chosen can change without a node running again`() async throws {
    let workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "box.bin")
    try workshop.write([1, 2], to: "other.bin")
    func text(_ condition: Bool, _ seed: Int) -> String {
      """
      nodes:
        small: {kind: OpenBox, path: box.bin}
        chosen: {kind: DrawBox, box: $small}
        not-chosen: {kind: Draw, seed: \(seed)}
        picked: {kind: PickSketch, condition: \(condition), first: $chosen, second: $not-chosen}
        count: {kind: Measure, sketch: $picked}
      outputs: {count: $count}
      """
    }
    let first = try await workshop.run(text(true, 1))
    #expect(first.log.entries == [.ran("small"), .ran("chosen"), .ran("picked"), .ran("count")])
    #expect(try await workshop.run(text(true, 2)).log.entries == [.found("count", in: .disk)])
    let other = try await workshop.run(text(false, 2))
    #expect(other.log.entries == [.ran("not-chosen"), .ran("picked"), .ran("count")])
    #expect(try await workshop.run(text(false, 2)).log.entries == [.found("count", in: .disk)])
    #expect(try await workshop.run(text(true, 3)).log.entries == [.found("count", in: .disk)])
  }

  @Test func `nodes that save something run although all they save is at hand`() async throws {
    let workshop = try Workshop()
    let text = """
      nodes:
        drawn: {kind: Draw, seed: 1}
        count: {kind: Measure, sketch: $drawn}
        saved: {kind: Save, number: $count}
      """
    try await workshop.run(text)
    let second = try await workshop.run(text)
    #expect(second.log.entries == [.found("count", in: .disk), .ran("saved")])
  }

  @Test func `partial demand takes and leaves results for the whole`() async throws {
    let workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    let part = try await workshop.run(Self.text, only: ["drawn"])
    #expect(part.log.entries == [.ran("drawn")])
    let whole = try await workshop.run(Self.text)
    #expect(
      whole.log.entries == [
        .ran("loaded"), .found("drawn", in: .disk), .ran("blended"), .ran("count"), .ran("more"),
      ])
  }

  @Test func `what was finished before a failure is taken by the next run`() async throws {
    let workshop = try Workshop()
    let text = """
      nodes:
        drawn: {kind: Draw, seed: 1}
        count: {kind: Measure, sketch: $drawn}
        bad: {kind: Fail, number: $count}
      outputs: {bad: $bad}
      """
    let first = try await workshop.run(text)
    #expect(first.log.entries == [.ran("drawn"), .ran("count"), .failed("bad")])
    let second = try await workshop.run(text)
    #expect(second.log.entries == [.found("count", in: .disk), .failed("bad")])
  }

  @Test func `in one process results stay in memory within the budget`() async throws {
    var workshop = try Workshop()
    workshop.memory = 1 << 20
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    let store = workshop.store()
    try await workshop.run(Self.text, in: store)
    let second = try await workshop.run(Self.text, in: store)
    #expect(second.log.entries == [.found("more", in: .memory), .found("blended", in: .memory)])
    let other = try await workshop.run(
      Self.text.replacing("seed: 7", with: "seed: 8"), in: store)
    #expect(
      other.log.entries == [
        .found("loaded", in: .memory), .ran("drawn"), .ran("blended"), .ran("count"),
        .found("more", in: .memory),
      ])
  }

  @Test func `the first failure can end a run`() async throws {
    let graph = try testGraph(
      """
      nodes:
        bad: {kind: Fail}
        good: {kind: Number, value: 1}
      outputs: {bad: $bad, good: $good}
      """)
    let log = EventLog()
    let result = await Evaluator(failsFast: true, handler: log.record).run(graph)
    #expect(log.entries == [.failed("bad")])
    #expect(!result.isCancelled && result.failures.count == 1 && result["good"] == nil)
  }
}

/// The same kinds at another revision.
private enum Revised {
  struct Draw: Node {
    static let summary = "A sketch of a seed, drawn otherwise."
    static let revision = 2
    @Input("The seed.") var seed: UInt64
    @Output("The sketch.") var sketch: Drawing
    func run(in context: NodeContext) async throws {
      sketch = Drawing([UInt8(truncatingIfNeeded: seed), 9, 9, 9])
    }
  }
}
