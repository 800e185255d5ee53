import Dataflow
import TestSupport
import Testing

/// Properties of formatting over graphs in every style that YAML has, at fixed seeds.
@Suite struct FormattingPropertyTests {
  @Test(arguments: 0..<20)
  func `a graph in style keeps its meaning, its comments and its style`(block: UInt64) throws {
    for seed in (block * 20)..<(block * 20 + 20) {
      let text = StyledGraph.text(seed: seed)
      let source = SourceText(file: "test.yaml", text: text)
      // Formatting compares what the text says before and after, and throws if that differs.
      let formatted = try GraphFormatter.format(source)
      #expect(comments(in: formatted) == comments(in: text), "seed \(seed)")
      let again = try GraphFormatter.format(SourceText(file: "test.yaml", text: formatted))
      #expect(again == formatted, "seed \(seed)")
      let longest =
        formatted.replacing(/[ ]*# note.*/, with: "").split(separator: "\n").map(\.count).max() ?? 0
      #expect(longest <= 100 || formatted.contains("long"), "seed \(seed)")
    }
  }

  /// The numbers of the comments of a text, in order of number.
  private func comments(in text: String) -> [Int] {
    text.matches(of: /# note (\d+)/).compactMap { Int($0.1) }.sorted()
  }
}

/// Writes random graphs: every style of scalar and collection, comments and blank lines anywhere.
private struct StyledGraph {
  private var random: SplitMix
  private var notes = 0
  private var anchors: [String] = []

  static func text(seed: UInt64) -> String {
    var graph = StyledGraph(random: SplitMix(seed: seed))
    return graph.text()
  }

  private mutating func text() -> String {
    var sections: [String] = ["weft: 1\(note())\n"]
    if chance(2) { sections.append("about: \(oneOf(["'a' ", "a\n b ", block("  ")]))\n") }
    let step = oneOf([1, 2, 3, 4, 7])
    sections.append("nodes:\(note())\n" + nodes(step: step))
    if chance(2) { sections.append("outputs: {}\(note())\n") }
    // Anchors and aliases all stand in the nodes.
    sections.shuffle(using: &random)
    return lines(0) + sections.map { lines(0) + $0 }.joined() + lines(0)
  }

  private mutating func nodes(step: Int) -> String {
    let indentation = String(repeating: " ", count: step)
    return (0..<Int.random(in: 1...4, using: &random)).map { index in
      let head = lines(step) + "\(indentation)n\(index):"
      guard chance(2) else { return "\(head) {kind: Sum\(flowEntries())}\(note())\n" }
      var text = "\(head)\(note())\n"
      let inner = step + oneOf([1, 2, 5])
      let blanks = String(repeating: " ", count: inner)
      text += "\(blanks)kind: Sum\(note())\n"
      for entry in 0..<Int.random(in: 0...4, using: &random) {
        text += lines(inner) + "\(blanks)\(oneOf(["i", "'i", "\"i"]))\(entry)"
        if text.hasSuffix("'i\(entry)") { text += "'" }
        if text.hasSuffix("\"i\(entry)") { text += "\"" }
        text += ":" + (chance(4) ? sequence(inner) : " \(scalar(indentedBy: inner + 1))")
      }
      return text + lines(inner)
    }.joined()
  }

  private mutating func sequence(_ depth: Int) -> String {
    let column = depth + oneOf([0, 1, 3])
    let blanks = String(repeating: " ", count: column)
    return "\(note())\n"
      + (0..<Int.random(in: 1...3, using: &random)).map { _ in
        lines(column) + "\(blanks)- \(scalar(indentedBy: column + 2))"
      }.joined()
  }

  private mutating func flowEntries() -> String {
    (0..<Int.random(in: 0...4, using: &random)).map { index in
      let space = oneOf(["", " ", "   ", "\n      ", " # note \(nextNote())\n        "])
      return ",\(space) e\(index): \(flow(depth: 0))"
    }.joined()
  }

  private mutating func flow(depth: Int) -> String {
    guard depth < 3, chance(3) else { return plain() }
    let inside = (0..<Int.random(in: 0...3, using: &random)).map { _ in flow(depth: depth + 1) }
    return
      "[\(oneOf(["", " "]))\(inside.joined(separator: oneOf([", ", ",  ", ",\n            "])))]"
  }

  /// A scalar and the end of its line.
  private mutating func scalar(indentedBy depth: Int) -> String {
    let blanks = String(repeating: " ", count: depth)
    return switch Int.random(in: 0..<9, using: &random) {
    case 0: "a\n\(blanks)b\(oneOf(["", "\n", "\n\n"]))\n\(blanks)c\(note())\n"
    case 1: "\"a \\\n\(blanks)b\\ \n\n\(blanks)  \\\"c\"\(note())\n"
    case 2: "'a\n\(blanks)it''s\n\n\(blanks)\"b\"'\(note())\n"
    case 3, 4: block(blanks)
    case 5: "[\(plain()), \(plain())]\(note())\n"
    default: "\(plain())\(note())\n"
    }
  }

  private mutating func block(_ blanks: String) -> String {
    let header = oneOf(["|", ">"]) + oneOf(["", "-", "+"]) + note()
    var lines = "\(blanks)a\n"
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      lines += oneOf(["\n", "\(blanks)b\n", "\(blanks)  # no comment\n", "\(blanks)\tc\n", "  \n"])
    }
    return "\(header)\n\(lines)"
  }

  private mutating func plain() -> String {
    if !anchors.isEmpty, chance(6) { return "*\(oneOf(anchors)) " }
    var text = oneOf([
      "a", "$n0", "$n0.sum", "'x'", "'it''s'", "\"\\t\"", "7", "0x1F", "1e3", "no", "~", "''",
      "a b",
      "a#b", "'# no comment'", "\"{}\"", "ü", "日本", String(repeating: "long ", count: 15) + "one",
    ])
    if chance(6) {
      let name = "a\(anchors.count)"
      text = "&\(name) \(text)"
      anchors.append(name)
    }
    return text
  }

  /// Blank lines and comments.
  private mutating func lines(_ depth: Int) -> String {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in
      guard chance(3) else { return chance(2) ? "\n" : "" }
      let column = max(0, depth + oneOf([0, 0, 0, 1, -1, 4]))
      return String(repeating: " ", count: column) + "# note \(nextNote())\n"
    }.joined()
  }

  /// The end of a line that has a comment or has none.
  private mutating func note() -> String {
    chance(4) ? "\(oneOf([" ", "    "]))# note \(nextNote())\(oneOf(["", "  "]))" : ""
  }

  private mutating func nextNote() -> Int {
    notes += 1
    return notes
  }

  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &random) == 0
  }

  private mutating func oneOf<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &random)]
  }
}
