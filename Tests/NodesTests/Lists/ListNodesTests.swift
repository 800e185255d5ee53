import Dataflow
import Testing

@testable import Nodes

/// What the nodes do that take lists of any type apart and put them together.
@Suite struct ListNodesTests {
  /// What a node makes of the list a, b, c, d.
  private func display(_ node: String) async throws -> String? {
    let result = try await run(
      """
      nodes:
        list: {kind: MakeList, items: [a, b, c, d]}
        node: \(node)
      outputs: {result: $node}
      """)
    return result["result"]?.display ?? result.failures.first.map { "\($0.cause)" }
  }

  @Test(arguments: [
    ("{kind: ListItem, list: $list}", "\"a\""),
    ("{kind: ListItem, list: $list, index: 3}", "\"d\""),
    ("{kind: ListItem, list: $list, index: -1}", "\"d\""),
    ("{kind: ListItem, list: $list, index: -4}", "\"a\""),
    ("{kind: ListItem, list: $list, index: 4}", "there is no item 4 in a list of 4: write -4..3"),
    ("{kind: ListItem, list: $list, index: -5}", "there is no item -5 in a list of 4: write -4..3"),
    ("{kind: ListItem, list: []}", "the list is empty"),
    ("{kind: ListLength, list: $list}", "4"),
    ("{kind: ListPart, list: $list, start: 1, count: 2}", "[\"b\", \"c\"]"),
    ("{kind: ListPart, list: $list, start: -2}", "[\"c\", \"d\"]"),
    ("{kind: ListPart, list: $list, start: -9, count: 1}", "[\"a\"]"),
    ("{kind: ListPart, list: $list, start: 9}", "[]"),
    ("{kind: JoinLists, first: $list, second: [e]}", "[\"a\", \"b\", \"c\", \"d\", \"e\"]"),
    (
      "{kind: JoinLists, first: [x], second: [], third: $list, fourth: [y]}",
      "[\"x\", \"a\", \"b\", \"c\", \"d\", \"y\"]"
    ),
    ("{kind: RepeatList, list: [1, 2], each: 2, times: 2}", "[1, 1, 2, 2, 1, 1, 2, 2]"),
    ("{kind: RepeatList, list: $list, each: 0}", "[]"),
    ("{kind: RepeatList, list: $list, times: 0}", "[]"),
    (
      "{kind: RepeatList, list: $list, each: 1000000000, times: 1000000000}",
      "a list has at most 1000000 items"
    ),
    ("{kind: FilterList, list: $list, keep: [true, false, false, true]}", "[\"a\", \"d\"]"),
    (
      "{kind: FilterList, list: $list, keep: [true]}",
      "a list of 4 cannot be filtered by 1 conditions"
    ),
    (
      "{kind: SortList, list: $list, keys: [0.5, 0.1, 0.9, 0.1]}", "[\"b\", \"d\", \"a\", \"c\"]"
    ),
    (
      "{kind: SortList, list: $list, keys: [0.5, 0.1, 0.9, 0.1], descending: true}",
      "[\"c\", \"a\", \"b\", \"d\"]"
    ),
    ("{kind: SortList, list: $list, keys: [1]}", "a list of 4 cannot be sorted by 1 numbers"),
  ])
  func `a node does with a list what its name says`(node: String, result: String) async throws {
    #expect(try await display(node) == result)
  }

  @Test func `sorting tells where each item was`() async throws {
    let result = try await run(
      """
      nodes: {sorted: {kind: SortList, list: [a, b, c], keys: [3, 1, 2]}}
      outputs: {places: $sorted.places}
      """)
    #expect(result["places"] as? [Int] == [1, 2, 0])
  }

  @Test func `repeated lists walked together are all pairs`() async throws {
    let result = try await run(
      """
      nodes:
        words: {kind: RepeatList, list: [hat, snow], each: 3}
        seeds: {kind: RepeatList, list: [7, 8, 9], times: 2}
      outputs: {words: $words, seeds: $seeds}
      """)
    #expect(result["words"] as? [String] == ["hat", "hat", "hat", "snow", "snow", "snow"])
    #expect(result["seeds"] as? [Int] == [7, 8, 9, 7, 8, 9])
  }
}
