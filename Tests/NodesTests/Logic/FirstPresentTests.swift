import Dataflow
import TestSupport
import Testing

@testable import Nodes

@Suite struct FirstPresentTests {
  @Test func `the first value that is there is taken, and what makes the later does not run`()
    async throws
  {
    let log = EventLog()
    let result = try await run(
      """
      inputs: {maybe: {type: Number, default: null}}
      nodes:
        two: {kind: Calculate, left: 1, operation: add, right: 1}
        three: {kind: Calculate, left: 1, operation: add, right: 2}
        taken: {kind: FirstPresent, first: $inputs.maybe, third: $two, fourth: $three}
      outputs: {taken: $taken}
      """, log)
    #expect(result["taken"] as? Double == 2)
    #expect(log.started == ["taken", "two"])
  }

  @Test func `where none is there the node fails and says so`() async throws {
    let result = try await run(
      """
      inputs: {maybe: {type: Number, default: null}}
      nodes: {taken: {kind: FirstPresent, first: $inputs.maybe}}
      outputs: {taken: $taken}
      """)
    #expect(
      result.failures.map { "\($0.cause)" } == [
        "none of the values is there; end with one that always is"
      ])
  }
}
