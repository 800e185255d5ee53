import Dataflow
import TestSupport
import Testing

/// Graphs from strangers: whatever the bytes, checking ends soon, with messages and not with a trap.
@Suite struct HostileGraphTests {
  static let graphs = [ResolvedGraphTests.text, nested].map { Array("weft: 1\n\($0)\n".utf8) }

  /// A graph with all that graphs can do with others.
  static let nested = """
    inputs:
      many: {type: [Integer], default: [1, 2]}
      key: {type: Secret, default: file:no-such-file}
      size: {type: Size, default: 64x64, in: 64..}
    nodes:
      each: {kind: ./part.yaml, for_each: {left: $inputs.many}, flag: true}
      down: {kind: ./part.yaml, left: 9, repeat: {times: 8, carry: {left: left}, until: done}}
      pair: {kind: Pair, when: false, first: $each, second: []}
      first: {kind: FirstPresent, first: $pair, second: [[1]]}
    outputs: {each: $each, down: $down, pair: $first}
    graphs:
      ./part.yaml:
        inputs: {left: {type: Integer, in: 0..100}, flag: {type: Boolean, default: false}}
        nodes:
          sum: {kind: Add, left: $inputs.left, right: -1}
          also: {kind: Sum, when: $inputs.flag, numbers: [$sum, 2]}
          done: {kind: Less, left: $sum, right: 5}
          words: {kind: Join, first: "${inputs.left}"}
        outputs: {left: $sum, done: $done}
    """

  /// Numbers that are the same in every run: SplitMix64 (Steele, Lea and Flood 2014).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// Checks a graph, and renders and runs what comes of it.
  func check(_ bytes: [UInt8]) async {
    let source = SourceText(file: "a.yaml", bytes: bytes)
    do {
      let graph = try TestLibrary.checker.graph(source).graph
      _ = await Evaluator().run(graph)
    } catch {
      #expect(!error.diagnostics.isEmpty)
      #expect(!error.description.isEmpty)
    }
  }

  @Test func `the graphs themselves are right`() throws {
    for graph in Self.graphs {
      let faults = TestLibrary.checker.faults(SourceText(file: "a.yaml", bytes: graph))
      #expect(!faults.hasErrors, "\(faults)")
    }
  }

  @Test(arguments: graphs)
  func `a graph cut off anywhere is answered`(graph: [UInt8]) async {
    var generator = Generator(state: 1)
    for _ in 0..<200 {
      await check(Array(graph.prefix(Int.random(in: 0..<graph.count, using: &generator))))
    }
  }

  @Test(arguments: graphs)
  func `a graph with any byte changed is answered`(graph: [UInt8]) async {
    var generator = Generator(state: 2)
    for _ in 0..<2000 {
      var bytes = graph
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      await check(bytes)
    }
  }

  @Test(arguments: graphs)
  func `a graph with lines in any order is answered`(graph: [UInt8]) async {
    var generator = Generator(state: 4)
    for _ in 0..<500 {
      var lines = graph.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let (a, b) = (
          Int.random(in: lines.indices, using: &generator),
          Int.random(in: lines.indices, using: &generator)
        )
        if Bool.random(using: &generator) { lines.swapAt(a, b) } else { lines[a] = lines[b] }
      }
      await check(Array(lines.joined(separator: [UInt8(ascii: "\n")])))
    }
  }

  @Test func `a graph put together of YAML's own signs is answered`() async {
    let signs = [
      "&a ", "*a", "<<: ", "!!x ", "[", "]", "{", "}", ": ", "- ", "\n", "  ", "? ", "| ", "> ",
      "'", "\"", "#", "$", "${inputs.", "kind", "nodes", "inputs", "when", "for_each", "repeat",
      "graphs", "./a.yaml", "%YAML 1.2\n", "---\n", "...\n",
      "\u{FEFF}", "\u{85}", "\u{2028}", "é", "\t",
    ]
    var generator = Generator(state: 3)
    for _ in 0..<500 {
      let count = Int.random(in: 1...60, using: &generator)
      let text = (0..<count).map { _ in signs.randomElement(using: &generator) ?? "" }.joined()
      await check(Array(text.utf8))
    }
  }

  @Test func `a text of 10 000 wrong names is answered soon`() {
    var text = "weft: 1\nnodes:\n"
    for index in 0..<10_000 {
      text += "  n\(index): {kind: Join, first: $m\(index), frist: $inputs.x\(index), k: *a}\n"
    }
    let faults = TestLibrary.checker.faults(SourceText(file: "a.yaml", text: text)).diagnostics
    #expect(faults.count == 1000)
  }

  /// A text that costs much or deceives, and what is said of it.
  struct Trap: CustomTestStringConvertible {
    let testDescription: String
    let message: String
    let makeText: @Sendable () -> String
  }

  static let traps = [
    Trap(testDescription: "10 000 lists", message: "2:71: error: nested more than 64 deep") {
      "nodes: \(String(repeating: "[", count: 10_000))"
    },
    Trap(
      testDescription: "70 MiB in a scalar",
      message: "1:1: error: the file has 70 MiB; at most 64 MiB are read"
    ) { "nodes: {a: {kind: Number, value: \(String(repeating: "9", count: 70 << 20))}}" },
    Trap(
      testDescription: "a NUL", message: "2:33: error: control characters are not allowed"
    ) { "nodes: {a: {kind: Join, first: a\0}}" },
    Trap(
      testDescription: "a NUL in a path",
      message: "2:19: error: \"./a.yaml\u{FFFD}\" is no path of a graph: it holds a NUL"
    ) { "nodes: {a: {kind: \"./a.yaml\\0\"}}" },
    Trap(
      testDescription: "a billion laughs",
      message: "7:40: error: aliases stand for more than 100000 nodes"
    ) {
      (1...20).reduce(into: "a0: &a0 [x]\n") { text, level in
        let aliases = repeatElement("*a\(level - 1)", count: 9).joined(separator: ", ")
        text += "a\(level): &a\(level) [\(aliases)]\n"
      }
    },
  ]

  @Test(arguments: traps)
  func `what would cost too much, or mean something else, is one clear message`(trap: Trap) {
    let source = SourceText(file: "a.yaml", text: "weft: 1\n" + trap.makeText())
    let lines = TestLibrary.checker.faults(source).diagnostics.map(\.line)
    #expect(lines == ["a.yaml:\(trap.message)"])
  }

  @Test func `bytes that are no UTF-8 are one message`() {
    let bytes = Array("weft: 1\nnodes: {a: {kind: ".utf8) + [0xFF, 0xFE] + Array("}}".utf8)
    let faults = TestLibrary.checker.faults(SourceText(file: "a.yaml", bytes: bytes))
    #expect(faults.diagnostics.map(\.line) == ["a.yaml:2:19: error: invalid leading UTF-8 octet"])
  }
}
