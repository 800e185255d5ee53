import FoundationEssentials
import TestSupport
import Testing

@testable import Dataflow

@Suite struct ClaimTests {
  let fingerprint = Fingerprint(high: 1, low: 2)

  @Test func `one holder at a time, and the next when it is gone`() throws {
    let folder = try TemporaryFolder()
    let cache = CacheFolder(path: folder.path)
    var first: Claim.Answer? = Claim.take(fingerprint, in: cache)
    guard case .mine = first else { return #expect(Bool(false), "the first is ours") }
    guard case .taken = Claim.take(fingerprint, in: cache) else {
      return #expect(Bool(false), "the second is taken")
    }
    guard case .mine = Claim.take(Fingerprint(high: 1, low: 3), in: cache) else {
      return #expect(Bool(false), "another result is free")
    }
    first = nil
    guard case .mine = Claim.take(fingerprint, in: cache) else {
      return #expect(Bool(false), "it is free again")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("locks")).isEmpty)
  }

  @Test func `two runs at once compute each result once`() async throws {
    let workshop = try Workshop()
    let text = """
      nodes:
        a: {kind: Slow, number: 1, steps: 2000}
        b: {kind: Slow, number: $a, steps: 1999}
        c: {kind: Slow, number: $b, steps: 1998}
      outputs: {c: $c}
      """
    let graph = try workshop.graph(text)
    let logs = [EventLog(), EventLog(), EventLog()]
    let cache = workshop.cache
    try await withThrowingTaskGroup(of: Int?.self) { group in
      for log in logs {
        group.addTask {
          let evaluator = Evaluator(store: ValueStore(folder: cache), handler: log.record)
          return await evaluator.run(graph)["c"] as? Int
        }
      }
      for try await result in group { #expect(result == 1) }
    }
    for node in ["a", "b", "c"] {
      #expect(logs.count { $0.entries.contains(.ran(node)) } == 1, "\(node)")
    }
  }
}
