import Dataflow
import Testing

@testable import Nodes

@Suite struct SplitTextTests {
  private func parts(
    _ text: String, by separator: String? = nil, trim: Bool = true, keepEmpty: Bool = false
  ) async throws -> [String] {
    var node = SplitText()
    node.text = text
    node.separator = separator
    node.trim = trim
    node.keepEmpty = keepEmpty
    try await node.run(in: NodeContext())
    return node.parts
  }

  @Test func `lines end as any system ends them`() async throws {
    #expect(try await parts("one\ntwo\r\n\n three \rfour\n") == ["one", "two", "three", "four"])
  }

  @Test func `parts are what stands between separators`() async throws {
    #expect(try await parts("hat, , snow", by: ",") == ["hat", "snow"])
    #expect(try await parts("hat--snow", by: "--") == ["hat", "snow"])
    #expect(try await parts("hat, , snow", by: ",", trim: false) == ["hat", " ", " snow"])
    #expect(try await parts("a,,b,", by: ",", keepEmpty: true) == ["a", "", "b", ""])
  }

  @Test func `an empty separator is refused`() async throws {
    let error = await #expect(throws: ValueError.self) { try await parts("hat", by: "") }
    #expect(error?.description == "the separator is empty")
  }
}
