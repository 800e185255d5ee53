import Dataflow
import Synchronization
import TestSupport
import Testing

@Suite struct RehearsalTests {
  /// Says which of its functions was called, in place of counting.
  private final class Meter: MemoryMeter {
    private let peak = Mutex(0)

    var peakBytes: Int { peak.withLock { $0 } }

    func restartPeak() -> Int { peakBytes }

    func raisePeak(to byteCount: Int) { peak.withLock { $0 = max($0, byteCount) } }

    func count<Result: Sendable>(_ body: @Sendable () async -> Result) async -> Result {
      raisePeak(to: 1)
      return await body()
    }

    func rehearse<Result: Sendable>(_ body: @Sendable () async -> Result) async -> Result {
      raisePeak(to: 2)
      return await body()
    }
  }

  private func evaluator(
    _ log: EventLog = EventLog(), store: ValueStore = ValueStore()
  ) -> Evaluator {
    Evaluator(outputFolder: "out", store: store, meter: Meter.self) { log.record($0) }
  }

  private let text = """
    nodes:
      a: {kind: Number, value: 1}
      b: {kind: Add, left: $a, right: 2}
      saved: {kind: Save, number: $b}
      unsure: {kind: Unrehearsed, number: $b}
      after: {kind: Add, left: $unsure, right: 1}
    outputs: {b: $b, after: $after}
    """

  @Test func `it is told what nodes hold, but for those that need numbers and those that save`()
    async throws
  {
    let log = EventLog()
    let rehearsal = try #require(await evaluator(log).rehearsal(of: testGraph(text)))
    #expect(rehearsal.peakBytes == ["a": 2, "b": 2])
    #expect(rehearsal.omitted == ["unsure", "after"])
    #expect(log.all.isEmpty)
  }

  @Test func `a run tells what each node held`() async throws {
    let log = EventLog()
    _ = await evaluator(log).run(try testGraph(text))
    let peaks = log.all.compactMap { event -> Int? in
      guard case .finished(_, _, let peak) = event else { return nil }
      return peak
    }
    #expect(peaks == [1, 1, 1, 1, 1])
  }

  @Test func `a rehearsal leaves nothing in the store`() async throws {
    let folder = try TemporaryFolder()
    let store = ValueStore(folder: folder.path, memory: 1 << 20)
    let graph = try testGraph(text)
    let before = await evaluator(store: store).forecast(graph)
    _ = await evaluator(store: store).rehearsal(of: graph)
    #expect(!store.hasWritten)
    #expect(await evaluator(store: store).forecast(graph) == before)
  }

  @Test func `without a meter nothing is rehearsed`() async throws {
    #expect(try await Evaluator().rehearsal(of: testGraph(text)) == nil)
  }
}
