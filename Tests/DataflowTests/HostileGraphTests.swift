import Dataflow
import TestSupport
import Testing

/// Graphs from strangers: whatever the bytes, checking ends soon, with messages and not with a trap.
@Suite struct HostileGraphTests {
  static let graph = Array("weft: 1\n\(ResolvedGraphTests.text)\n".utf8)

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

  @Test func `the graph itself is right`() throws {
    _ = try TestLibrary.checker.graph(SourceText(file: "a.yaml", bytes: Self.graph))
  }

  @Test func `a graph cut off anywhere is answered`() async {
    var generator = Generator(state: 1)
    for _ in 0..<200 {
      await check(Array(Self.graph.prefix(Int.random(in: 0..<Self.graph.count, using: &generator))))
    }
  }

  @Test func `a graph with any byte changed is answered`() async {
    var generator = Generator(state: 2)
    for _ in 0..<2000 {
      var bytes = Self.graph
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      await check(bytes)
    }
  }

  @Test func `a graph put together of YAML's own signs is answered`() async {
    let signs = [
      "&a ", "*a", "<<: ", "!!x ", "[", "]", "{", "}", ": ", "- ", "\n", "  ", "? ", "| ", "> ",
      "'", "\"", "#", "$", "${inputs.", "kind", "nodes", "inputs", "%YAML 1.2\n", "---\n", "...\n",
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
}
