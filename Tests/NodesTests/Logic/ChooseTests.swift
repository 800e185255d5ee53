import Dataflow
import TestSupport
import Testing

@testable import Nodes

@Suite struct ChooseTests {
  @Test(arguments: [("true", "one", 2.0), ("false", "two", 3)])
  func `what makes the value that is not chosen does not run`(
    flag: String, node: String, value: Double
  ) async throws {
    let log = EventLog()
    let result = try await run(
      """
      inputs: {flag: {type: Boolean, default: \(flag)}}
      nodes:
        one: {kind: Calculate, left: 1, operation: add, right: 1}
        two: {kind: Calculate, left: 1, operation: add, right: 2}
        chosen: {kind: Choose, if: $inputs.flag, then: $one, else: $two}
      outputs: {chosen: $chosen}
      """, log)
    #expect(result["chosen"] as? Double == value)
    #expect(log.started == ["chosen", node])
  }
}
