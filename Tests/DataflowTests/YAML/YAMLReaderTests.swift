import Dataflow
import TestSupport
import Testing

@Suite struct YAMLReaderTests {
  /// Reads a text and shows the tree in one line.
  func read(_ text: String) -> (tree: String?, faults: [String]) {
    let (root, diagnostics) = YAMLNode.read(SourceText(file: "a.yaml", text: text))
    return (root.map(show), diagnostics.map(\.line))
  }

  func show(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let literal): literal.isQuoted ? "\"\(literal.text)\"" : literal.text
    case .sequence(let elements): "[\(elements.map(show).joined(separator: ", "))]"
    case .mapping(let entries):
      "{\(entries.map { "\($0.key.value): \(show($0.value))" }.joined(separator: ", "))}"
    case .reported: "!"
    }
  }

  @Test func `scalars stay as they are written`() {
    let (tree, faults) = read(
      """
      a: 0123
      b: "0123"
      c: no
      d: 1e3
      e: 12:30
      f: |
        two
        lines
      g:
      h: 'it''s'
      i: 18446744073709551615
      j: "\\u00e9 \\x41"
      """)
    #expect(
      tree == """
        {a: 0123, b: "0123", c: no, d: 1e3, e: 12:30, f: "two
        lines
        ", g: , h: "it's", i: 18446744073709551615, j: "é A"}
        """)
    #expect(faults.isEmpty)
  }

  @Test func `every node knows its line, column and byte`() throws {
    let text = "\u{FEFF}é: [ü, 木x, y]\r\nb:\r\n  - {k: 'v'}\n"
    let root = try #require(YAMLNode.read(SourceText(file: "a.yaml", text: text)).root)
    guard case .mapping(let entries) = root.content,
      case .sequence(let first) = entries[0].value.content,
      case .sequence(let second) = entries[1].value.content,
      case .mapping(let inner) = second[0].content
    else {
      Issue.record("another tree")
      return
    }
    let positions =
      [entries[0].key.position] + first.map(\.position)
      + [entries[1].key.position, inner[0].value.position]
    #expect(
      positions.map { [$0.line, $0.column, $0.byte] } == [
        [1, 1, 0], [1, 5, 5], [1, 8, 9], [1, 12, 15], [2, 1, 19], [3, 9, 31],
      ])
  }

  @Test func `aliases and merges stand for what they name`() {
    let (tree, faults) = read(
      """
      base: &base {a: 1, b: 2}
      more: &more {b: 3, c: 4}
      one: *base
      two: {<<: *base, b: 9}
      three: {<<: [*base, *more], d: 5}
      """)
    #expect(
      tree == """
        {base: {a: 1, b: 2}, more: {b: 3, c: 4}, one: {a: 1, b: 2}, two: {b: 9, a: 1}, \
        three: {d: 5, a: 1, b: 2, c: 4}}
        """)
    #expect(faults.isEmpty)
  }

  @Test func `faults that reading goes on after are all reported`() {
    let (tree, faults) = read(
      """
      a: 1
      a: 2
      b: !!str 3
      c: *nowhere
      ? [x]
      : 4
      d: {<<: 5}
      e: &e [*e]
      f: 6
      """)
    #expect(tree == "{a: 1, b: 3, c: !, d: {}, e: [!], f: 6}")
    #expect(
      faults == [
        "a.yaml:2:1: error: duplicate key 'a'; it is first given on line 1",
        "a.yaml:3:4: error: graphs have no tags; remove '!!str'",
        "a.yaml:4:4: error: there is no anchor '&nowhere' before this",
        "a.yaml:5:3: error: a key must be a scalar, not a list",
        "a.yaml:7:9: error: '<<' merges a mapping or a list of mappings, not a scalar",
        "a.yaml:8:8: error: '*e' stands inside of what it stands for",
      ])
  }

  @Test(arguments: [
    ("a: [1", "a.yaml:1:6: error: did not find expected ',' or ']' while parsing a flow sequence"),
    (
      "a: [\n1,\n\n",
      "a.yaml:2:3: error: did not find expected node content while parsing a flow node"
    ),
    ("a:\n\tb: 1", "a.yaml:2:1: error: a tab cannot indent or begin a value; use spaces"),
    (
      "a: \"x\nb: 1",
      "a.yaml:2:5: error: found unexpected end of stream while scanning a quoted scalar that "
        + "begins on line 1"
    ),
    ("a: b: c", "a.yaml:1:5: error: mapping values are not allowed in this context"),
    ("a: 1\n---\nb: 2", "a.yaml:2:1: error: a second document begins; a file holds one"),
    ("a: \u{7}", "a.yaml:1:4: error: control characters are not allowed"),
    ("%YAML 3.0\n---\na: 1", "a.yaml:1:1: error: found incompatible YAML document"),
    (
      "a: 1\n  b: 2",
      "a.yaml:2:4: error: mapping values are not allowed in this context"
    ),
  ])
  func `text that is no YAML is answered with its place`(text: String, message: String) {
    let (tree, faults) = read(text)
    #expect(tree == nil)
    #expect(faults == [message])
  }

  @Test func `bytes that are not UTF-8 are answered with their place`() {
    for (bytes, message) in [
      ([0x61, 0x3A, 0x20, 0xFF], "a.yaml:1:4: error: invalid leading UTF-8 octet"),
      ([0x61, 0x3A, 0x20, 0xC3, 0x28], "a.yaml:1:5: error: invalid trailing UTF-8 octet"),
      ([0x61, 0x3A, 0x20, 0xE6, 0x9C], "a.yaml:1:4: error: incomplete UTF-8 octet sequence"),
    ] as [([UInt8], String)] {
      let (root, faults) = YAMLNode.read(SourceText(file: "a.yaml", bytes: bytes))
      #expect(root == nil)
      #expect(faults.map(\.line) == [message])
    }
  }

  @Test func `nesting is bounded`() {
    let (tree, faults) = read(String(repeating: "[", count: 10_000))
    #expect(tree == nil)
    #expect(faults == ["a.yaml:1:65: error: nested more than 64 deep"])
  }

  @Test func `what aliases stand for is bounded`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let alias = "*a\(level - 1)"
      text += "a\(level): &a\(level) [\(repeatElement(alias, count: 10).joined(separator: ", "))]\n"
    }
    let (tree, faults) = read(text)
    #expect(tree == nil)
    #expect(faults == ["a.yaml:5:45: error: aliases stand for more than 100000 nodes"])
  }

  @Test func `a large scalar is read and a larger file refused`() {
    let (tree, faults) = read("a: \"" + String(repeating: "x", count: 1 << 20) + "\"")
    #expect(tree?.utf8.count == (1 << 20) + 7)
    #expect(faults.isEmpty)
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 65 << 20)
    #expect(
      YAMLNode.read(SourceText(file: "a.yaml", bytes: bytes)).diagnostics.map(\.line)
        == ["a.yaml:1:1: error: the file has 65 MiB; at most 64 MiB are read"])
  }
}
