// Fuzzed: the bytes of a YAML file to a checked graph, and its canonical style. Compiled into one
// module with Dataflow, see `make fuzz`.

import Synchronization

/// One input of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  withinASecond {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let source = SourceText(file: "fuzz.yaml", bytes: bytes)
    // Every graph that another names is this one again: recursion, and parts with faults.
    let checker = GraphChecker(catalog: FuzzKinds.catalog, graphs: SameGraph(bytes: bytes))
    let faults = checker.faults(source)
    _ = faults.description
    if !faults.hasErrors, let checked = try? checker.graph(source).graph {
      _ = ResolvedGraph(checked).text
      _ = RunPlan(checked, checked.everything)
    }
    if let formatted = try? GraphFormatter.format(source) {
      // What is in style stays as it is.
      let again = try? GraphFormatter.format(SourceText(file: "fuzz.yaml", text: formatted))
      precondition(again == formatted, "formatting twice is not formatting once")
    }
  }
}

/// One text under every name, as long as what is read of it is no more than a few graphs.
private final class SameGraph: GraphSearch {
  private let bytes: [UInt8]
  private let rest: Mutex<Int>

  init(bytes: [UInt8]) {
    self.bytes = bytes
    rest = Mutex(64 << 10)
  }

  func graph(at path: String) throws -> SourceText {
    let isEnough = rest.withLock { rest in
      rest -= bytes.count + 1024
      return rest < 0
    }
    if isEnough { throw NotThere() }
    return SourceText(file: path, bytes: bytes)
  }

  private struct NotThere: Error {}
}

enum FuzzKinds {
  static let catalog = NodeCatalog([Sum.self, Draw.self, Pick.self, Say.self, Save.self])

  struct Sum: Node {
    static let summary = "A sum."
    @Input("Numbers.", in: 0...100) var numbers = [1, 2]
    @Input("Another.") var more: Double?
    @Output("The sum.") var sum: Int
    func run(in context: NodeContext) async throws { sum = numbers.reduce(0, &+) }
  }

  struct Token: GraphValue {}

  struct Draw: Node {
    static let summary = "A token."
    @Input("A seed.") var seed: UInt64
    @Input("Another token.") var base: Token?
    @Output("The token.") var token: Token
    @Output("A list.") var tokens: [Token]
    func run(in context: NodeContext) async throws {
      token = Token()
      tokens = []
    }
  }

  struct Pick: Node {
    static let summary = "One of two values."
    @Input("Which.") var `if`: Bool
    @Input("One.") var then: Lazy<AnyValue>
    @Input("The other.") var `else`: Lazy<AnyValue?>
    @Output("The one taken.") var chosen: AnyValue
    func run(in context: NodeContext) async throws { chosen = try await then() }
  }

  struct Say: Node {
    static let summary = "A text."
    @Input("Texts.") var texts: [String]
    @Input("A path.") var path = Path("a")
    @Output("The text.") var text: String
    func run(in context: NodeContext) async throws { text = texts.joined() }
  }

  struct Save: Node {
    static let summary = "Saves."
    static let isSink = true
    @Input("The token.") var token: Token
    func run(in context: NodeContext) async throws {}
  }
}
