import Dataflow
import FoundationEssentials
import TestSupport
import Testing

@Suite struct ComparisonTests {
  /// What is said of a node when a graph has run and is then another.
  func changes(
    behind node: String = "more", in workshop: borrowing Workshop, then text: String,
    named name: String = "test.yaml"
  ) async throws -> [String] {
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    let history = RunHistory(folder: workshop.cache)
    let before = try await workshop.run(ReuseTests.text)
    let path = workshop.folder.file("test.yaml")
    history.keep(before.result, of: path, seconds: 1, peakBytes: 1)
    let record = try #require(history.last(of: path))
    let evaluator = Evaluator(store: workshop.store())
    let comparison = await evaluator.comparison(
      of: try workshop.graph(text, named: name), with: record)
    return comparison.changes(behind: node).map(\.description)
  }

  @Test func `the input, source, kind or node that is another is named`() async throws {
    let text = ReuseTests.text
    for (old, new, change) in [
      ("seed: 7", "seed: 8", "'drawn': 'seed' is '8'; it was '7'"),
      ("right: 1", "right: 2", "'more': 'right' is '2'; it was '1'"),
      (
        "second: $drawn", "second: $loaded",
        "'blended': 'second' comes from 'loaded'; it came from 'drawn'"
      ),
      (
        "{kind: Measure, sketch: $blended}", "{kind: Number, value: 1}",
        "'count' is of kind Number; it was of kind Measure"
      ),
    ] {
      let workshop = try Workshop()
      #expect(
        try await changes(in: workshop, then: text.replacing(old, with: new)) == [change])
    }
  }

  @Test func `what is written otherwise and comes to the same is no change`() async throws {
    let workshop = try Workshop()
    #expect(try await changes(in: workshop, then: ReuseTests.text) == [])
    let again = try Workshop()
    let moved = ReuseTests.text.replacing("a.bin", with: "./a.bin")
    #expect(try await changes(in: again, then: moved) == [])
  }

  @Test func `a file with other contents is named`() async throws {
    let workshop = try Workshop()
    try workshop.write([1, 2, 3, 4], to: "a.bin")
    let history = RunHistory(folder: workshop.cache)
    let before = try await workshop.run(ReuseTests.text)
    history.keep(before.result, of: "a.yaml", seconds: 1, peakBytes: 1)
    try workshop.write([1, 2, 3, 5], to: "a.bin")
    let record = try #require(history.last(of: "a.yaml"))
    let comparison = await Evaluator(store: workshop.store()).comparison(
      of: try workshop.graph(ReuseTests.text), with: record)
    let path = workshop.folder.file("a.bin")
    #expect(
      comparison.changes(behind: "blended").map(\.description) == [
        "'loaded': \(path) has other contents"
      ])
  }
}
