import Dataflow
import Testing

@Suite struct GraphDifferenceTests {
  private let graph = """
    weft: 1
    about: A sum.
    inputs:
      left: {type: Integer, default: 1, in: 0..9}
      words: {type: Text, default: "a b"}
    nodes:
      sum: {kind: Add, left: $inputs.left, right: 2}
      more: {kind: Add, left: $sum.sum, right: $sum}
      list: {kind: Make, items: [$sum, 3], when: true}
    outputs:
      total: $more
    """

  private func changes(_ edits: (String, String)...) throws -> [String] {
    var other = graph
    for (old, new) in edits {
      #expect(other.contains(old))
      other = other.replacing(old, with: new)
    }
    return try changes(to: other)
  }

  private func changes(to other: String) throws -> [String] {
    try GraphDifference(
      from: SourceText(file: "a.yaml", text: graph), to: SourceText(file: "b.yaml", text: other)
    ).changes.map {
      "\($0.event) \($0.place): \($0.old ?? "-") → \($0.new ?? "-")"
    }
  }

  @Test func `a graph does not differ from itself, nor from itself in another style`() throws {
    #expect(try changes().isEmpty)
    let other = """
      # The same.
      outputs: {"total": "$more"}
      weft: 1
      nodes:
        list:
          when: true
          items: &items
            - $sum
            - "3"
          kind: Make
        more: {right: $sum, kind: Add, left: $sum.sum}
        sum:
          kind: Add
          right: 2
          left: '$inputs.left'
      about: A sum.
      inputs:
        words: {default: a b, type: Text}
        left: {in: 0..9, type: Integer, default: 1}
      """
    #expect(try changes(to: other).isEmpty)
  }

  @Test func `a changed value is named by its place, old and new`() throws {
    #expect(try changes(("right: 2", "right: 3")) == ["changed nodes.sum.right: 2 → 3"])
    #expect(try changes(("default: 1", "default: 4")) == ["changed inputs.left.default: 1 → 4"])
    #expect(
      try changes(("a b", "a c")) == [#"changed inputs.words.default: "a b" → "a c""#])
    #expect(try changes(("A sum.", "One.")) == [#"changed about: "A sum." → One."#])
    #expect(
      try changes(("[$sum, 3]", "[$sum, 4]"))
        == ["changed nodes.list.items: [$sum, 3] → [$sum, 4]"])
    #expect(try changes(("total: $more", "total: $sum")) == ["changed outputs.total: $more → $sum"])
    #expect(try changes(("{kind: Make", "{kind: Take")) == ["changed nodes.list.kind: Make → Take"])
  }

  @Test func `a value that only one graph gives is a change from or to nothing`() throws {
    #expect(try changes((", when: true", "")) == ["changed nodes.list.when: true → -"])
    #expect(
      try changes((", in: 0..9", ", in: 0..9, about: Old")) == [
        "changed inputs.left.about: - → Old"
      ])
  }

  @Test func `inputs, nodes and outputs that come and go are named with what they are`() throws {
    #expect(
      try changes(("  words: {type: Text", "  text: {type: Text")) == [
        "removed inputs.words: Text → -", "added inputs.text: - → Text",
      ])
    #expect(
      try changes(("  total: $more", "  total: $more\n  sum: $sum")) == [
        "changed outputs.sum: - → $sum"
      ])
    #expect(
      try changes(("outputs:", "  new: {kind: Take}\noutputs:")) == ["added nodes.new: - → Take"])
  }

  @Test func `a node under another id is renamed, and links that follow it are no change`() throws {
    let renamed = graph.replacing("sum:", with: "first:").replacing("$sum", with: "$first")
      .replacing("$first.sum", with: "$first.sum")
    #expect(try changes(to: renamed) == ["renamed nodes.sum: sum → first"])
  }

  @Test func `renaming a node shows that those linked to it are renamed too`() throws {
    let renamed = graph.replacing("sum:", with: "first:").replacing("$sum", with: "$first")
      .replacing("more:", with: "second:").replacing("$more", with: "$second")
    #expect(
      try changes(to: renamed) == [
        "renamed nodes.sum: sum → first", "renamed nodes.more: more → second",
      ])
  }

  @Test func `nothing and an empty text are not the same`() throws {
    #expect(try changes((#""a b""#, "null")) == [#"changed inputs.words.default: "a b" → null"#])
    let empty = graph.replacing(#""a b""#, with: #""null""#)
    let nothing = graph.replacing(#""a b""#, with: "~")
    let difference = try GraphDifference(
      from: SourceText(file: "a", text: empty), to: SourceText(file: "b", text: nothing))
    #expect(difference.changes.count == 1)
  }

  @Test func `graphs that a text brings along are compared each by each`() throws {
    let part = "\ngraphs:\n  ./part.yaml:\n    nodes: {a: {kind: Add, left: 1}}"
    let other = part.replacing("left: 1", with: "left: 2")
    let difference = try GraphDifference(
      from: SourceText(file: "a", text: graph + part),
      to: SourceText(file: "b", text: graph + other))
    #expect(difference.changes.map(\.place) == ["graphs../part.yaml.nodes.a.left"])
  }

  @Test func `a text that is no graph is a fault`() {
    #expect(throws: DiagnosticList.self) { try changes(to: "[a, b]") }
    #expect(throws: DiagnosticList.self) { try changes(to: "a: [") }
  }

  @Test func `a thousand renamed nodes are found in their chain`() throws {
    func chain(_ name: String) -> String {
      "weft: 1\nnodes:\n  \(name)0: {kind: Zero}\n"
        + (1..<1000).map { "  \(name)\($0): {kind: Add, left: $\(name)\($0 - 1)}\n" }.joined()
    }
    let difference = try GraphDifference(
      from: SourceText(file: "a", text: chain("a")), to: SourceText(file: "b", text: chain("b")))
    #expect(difference.changes.count == 1000)
    #expect(difference.changes.allSatisfy { $0.event == .renamed })
  }
}
