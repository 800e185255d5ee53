import Dataflow
import TestSupport
import Testing

@Suite struct EvaluatorTests {
  /// Runs a graph of test kinds.
  func run(
    _ text: String, only ids: [String]? = nil, settings: [GraphSetting] = [],
    log: EventLog = EventLog()
  ) async throws -> RunResult {
    let graph = try testGraph(text, settings)
    let demand = try ids.map { try graph.only($0) }
    return await Evaluator(outputFolder: "out") { log.record($0) }.run(graph, for: demand)
  }

  @Test func `nodes run in demand order and what is not demanded does not run`() async throws {
    let log = EventLog()
    let result = try await run(
      """
      nodes:
        unused: {kind: Number, value: 9}
        total: {kind: Add, left: $b, right: $a}
        a: {kind: Number, value: 1}
        b: {kind: Number, value: 2}
      outputs:
        total: $total
        a: $a.number
      """, log: log)
    #expect(result["total"] as? Int == 3)
    #expect(result["a"] as? Int == 1)
    #expect(result.failures.isEmpty && !result.isCancelled)
    #expect(log.entries == [.ran("b"), .ran("a"), .ran("total")])
    guard case .planned(["b", "a", "total"]) = log.all[0] else {
      Issue.record("the first event is the plan")
      return
    }
  }

  @Test func `nodes that are equal run once`() async throws {
    let log = EventLog()
    let result = try await run(
      """
      nodes:
        a: {kind: Number, value: 1}
        twin: {kind: Number, value: 1}
        other: {kind: Number, value: 2}
        x: {kind: Add, left: $a, right: $other}
        y: {kind: Add, left: $twin, right: $other}
        all: {kind: Sum, numbers: [$x, $y, 10]}
      outputs: {all: $all, count: $all.count}
      """, log: log)
    #expect(result["all"] as? Int == 16)
    #expect(result["count"] as? Int == 3)
    #expect(
      log.entries == [
        .ran("a"), .ran("other"), .ran("x"), .reused("y", from: "x"), .ran("all"),
      ])
  }

  @Test func `a result is given up after its last use`() async throws {
    let log = EventLog()
    _ = try await run(
      """
      nodes:
        a: {kind: Number, value: 1}
        b: {kind: Slow, number: $a}
        c: {kind: Add, left: $a, right: $b}
        d: {kind: Slow, number: $c}
      outputs: {d: $d}
      """, log: log)
    #expect(
      log.allEntries == [
        .ran("a"), .ran("b"), .ran("c"), .released("a"), .released("b"), .ran("d"), .released("c"),
      ])
  }

  @Test func `what a lazy input needs takes its own time, not that of the node that asks`()
    async throws
  {
    let checker = GraphChecker(catalog: NodeCatalog([Nap.self, Await.self]))
    let graph = try checker.graph(
      SourceText(
        file: "test.yaml",
        text: "weft: 1\nnodes: {a: {kind: Nap}, b: {kind: Await, number: $a}}\noutputs: {b: $b}")
    ).graph
    let start = ContinuousClock.now
    let result = await Evaluator().run(graph)
    let whole = ContinuousClock.now - start
    let times = result.records.compactMap { record -> Duration? in
      if case .ran(let time) = record.outcome { time } else { nil }
    }
    #expect(times.count == 2 && times.reduce(.zero, +) <= whole)
  }

  @Test func `a branch that is not chosen is not touched`() async throws {
    let log = EventLog()
    let result = try await run(
      """
      nodes:
        shared: {kind: Number, value: 1}
        cheap: {kind: Add, left: $shared, right: 1}
        costly: {kind: Slow, number: $shared}
        picked: {kind: Pick, condition: true, first: $cheap, second: $costly}
        after: {kind: Add, left: $picked, right: 0}
      outputs: {picked: $after}
      """, log: log)
    #expect(result["picked"] as? Int == 2)
    #expect(
      log.allEntries == [
        .ran("shared"), .ran("cheap"), .ran("picked"), .released("cheap"), .released("shared"),
        .ran("after"), .released("picked"),
      ])
  }

  @Test func `a lazy input may be absent, written, or already there`() async throws {
    let result = try await run(
      """
      nodes:
        n: {kind: Number, value: 5}
        absent: {kind: Pick, condition: false, first: 1}
        written: {kind: Pick, condition: true, first: 7}
        there: {kind: Pick, condition: true, first: $n}
      outputs: {n: $n, absent: $absent, written: $written, there: $there}
      """)
    #expect(["n", "absent", "written", "there"].map { result[$0] as? Int } == [5, -1, 7, 5])
  }

  @Test func `lazy inputs asked for at once compute one after the other`() async throws {
    let log = EventLog()
    let source = SourceText(
      file: "a.yaml",
      text: """
        weft: 1
        nodes:
          a: {kind: Slow, number: 1, steps: 9}
          b: {kind: Slow, number: $a, steps: 8}
          c: {kind: Slow, number: 3, steps: 7}
          both: {kind: Both, first: $b, second: $c, third: $a}
        outputs: {both: $both}
        """)
    let checker = GraphChecker(catalog: NodeCatalog([Slow.self, Both.self]))
    let graph = try checker.graph(source).graph
    let result = await Evaluator { log.record($0) }.run(graph)
    #expect(result["both"] as? Int == 5)
    let sequence = log.all.compactMap { event in
      switch event {
      case .started(let node): "+\(node)"
      case .finished(let node, _, _): "-\(node)"
      default: nil as String?
      }
    }
    // Which of the three is asked for first is the node's doing; they never overlap.
    #expect(sequence.first == "+both" && sequence.last == "-both" && sequence.count == 8)
    for pair in stride(from: 1, to: 7, by: 2) {
      #expect(sequence[pair].dropFirst() == sequence[pair + 1].dropFirst())
    }
  }

  @Test func `a failure names its node and what does not depend on it still runs`() async throws {
    let log = EventLog()
    let result = try await run(
      """
      nodes:
        a: {kind: Number, value: 1}
        bad: {kind: Fail, number: $a}
        only-for-doomed: {kind: Slow, number: 4}
        doomed: {kind: Add, left: $bad, right: $only-for-doomed}
        doomed-too: {kind: Add, left: $doomed, right: $a}
        good: {kind: Add, left: $a, right: 1}
      outputs: {lost: $doomed-too, good: $good}
      """, log: log)
    #expect(result["lost"] == nil)
    #expect(result["good"] as? Int == 2)
    #expect(
      log.entries == [
        .ran("a"), .failed("bad"), .skipped("doomed", because: "bad"),
        .skipped("only-for-doomed", because: "bad"), .skipped("doomed-too", because: "bad"),
        .ran("good"),
      ])
    #expect(
      result.failures.map(\.description) == [
        "test.yaml:4:3: error: node 'bad' (Fail) failed: it was asked to"
      ])
  }

  @Test func `the failure of a lazy input skips the node that asked for it`() async throws {
    let log = EventLog()
    _ = try await run(
      """
      nodes:
        bad: {kind: Fail}
        picked: {kind: Pick, condition: true, first: $bad}
        fine: {kind: Pick, condition: false, first: $bad, second: 3}
      outputs: {picked: $picked, fine: $fine}
      """, log: log)
    #expect(
      log.entries == [.failed("bad"), .skipped("picked", because: "bad"), .ran("fine")])
  }

  @Test func `a run can be asked for some nodes only`() async throws {
    let log = EventLog()
    let text = """
      nodes:
        a: {kind: Number, value: 1}
        b: {kind: Add, left: $a, right: 1}
        c: {kind: Add, left: $b, right: 1}
        saved: {kind: Save, number: $c}
      outputs: {c: $c}
      """
    let result = try await run(text, only: ["b"], log: log)
    #expect(log.entries == [.ran("a"), .ran("b")])
    #expect(result["b.sum"] as? Int == 2)
    let error = await #expect(throws: DiagnosticList.self) {
      try await run(text, only: ["bb", "savd"])
    }
    #expect(
      error?.description == """
        --only bb: error: there is no node 'bb'
        --only savd: error: there is no node 'savd'; did you mean 'saved'?
        """)
  }

  @Test func `nodes that save something run without being asked for`() async throws {
    let log = EventLog()
    _ = try await run(
      """
      nodes:
        a: {kind: Number, value: 1}
        saved: {kind: Save, number: $a, path: one.txt}
      """, log: log)
    #expect(log.entries == [.ran("a"), .ran("saved")])
    let files = log.all.compactMap { if case .wrote(_, let path) = $0 { path } else { nil } }
    #expect(files == ["out/one.txt"])
  }

  @Test func `an Integer goes into a Number and a literal into a list`() async throws {
    let result = try await run(
      """
      inputs:
        factor: {type: Integer, default: 3}
      nodes:
        a: {kind: Number, value: 2}
        scaled: {kind: Scale, number: $a, factor: $inputs.factor}
        sum: {kind: Sum, numbers: [1, $a, 4]}
      outputs: {scaled: $scaled, sum: $sum, factor: $inputs.factor}
      """)
    #expect(result["scaled"] as? Double == 6)
    #expect(result["sum"] as? Int == 7)
    #expect(result["factor"] as? Int == 3)
  }

  @Test func `a value out of bounds that comes along an edge is a failure with its place`()
    async throws
  {
    let result = try await run(
      """
      nodes:
        big: {kind: Add, left: 999, right: 2}
        number: {kind: Number, value: $big}
      outputs: {number: $number}
      """)
    #expect(
      result.failures.map(\.description) == [
        "test.yaml:4:3: error: node 'number' (Number) failed: input 'value': 1001 must be in "
          + "-1000..1000"
      ])
  }

  @Test func `cancelling ends the run at the next step and keeps what is finished`() async throws {
    let graph = try testGraph(
      """
      nodes:
        a: {kind: Number, value: 1}
        slow: {kind: Slow, number: $a, steps: 1000000}
        after: {kind: Add, left: $slow, right: $a}
      outputs: {a: $a, after: $after}
      """)
    let log = EventLog()
    let (progress, continuation) = AsyncStream<Void>.makeStream()
    let task = Task {
      await Evaluator { event in
        log.record(event)
        if case .progress = event { continuation.yield() }
      }.run(graph)
    }
    for await _ in progress { break }
    task.cancel()
    let result = await task.value
    #expect(result.isCancelled && result.failures.isEmpty)
    #expect(result["a"] as? Int == 1 && result["after"] == nil)
    #expect(log.entries == [.ran("a"), .cancelled("slow")])
  }

  @Test func `two runs have the same events`() async throws {
    let text = """
      nodes:
        a: {kind: Number, value: 1}
        b: {kind: Fail, number: $a}
        c: {kind: Pick, condition: false, first: $b, second: $d}
        d: {kind: Slow, number: $a}
      outputs: {c: $c, b: $b, d: $d}
      """
    let logs = [EventLog(), EventLog()]
    for log in logs { _ = try await run(text, log: log) }
    #expect(logs[0].allEntries == logs[1].allEntries)
    #expect(!logs[0].allEntries.isEmpty)
  }

  @Test func `a long chain runs without recursion`() async throws {
    let result = try await run(chainText(20_000))
    #expect(result["last"] as? Int == 19_999)
  }
}

private struct Both: Node {
  static let summary = "The sum of three numbers, asked for at once."
  @Input("The first.") var first: Lazy<Int>
  @Input("The second.") var second: Lazy<Int>
  @Input("The third.") var third: Lazy<Int>
  @Output("The sum.") var sum: Int
  func run(in context: NodeContext) async throws {
    let (first, second, third) = (first, second, third)
    async let a = first()
    async let b = second()
    async let c = third()
    sum = try await a + b + c
  }
}

private struct Nap: Node {
  static let summary = "One, after a while."
  @Output("One.") var number: Int
  func run(in context: NodeContext) async throws {
    try await Task.sleep(for: .milliseconds(30))
    number = 1
  }
}

private struct Await: Node {
  static let summary = "A number, asked for."
  @Input("The number.") var number: Lazy<Int>
  @Output("The number.") var result: Int
  func run(in context: NodeContext) async throws { result = try await number() }
}
