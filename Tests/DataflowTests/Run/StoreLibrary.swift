import Dataflow
import FoundationEssentials
import TestSupport

/// Kinds whose results are kept on disk, and what tests of reuse do with them.
enum StoreLibrary {
  static let catalog = NodeCatalog(kinds)
  static let kinds: [any Node.Type] = [
    Draw.self, Blend.self, Measure.self, Number.self, Add.self, ReadSketch.self, Save.self,
    Pick.self, Fail.self, PickSketch.self, OpenBox.self, DrawBox.self, Slow.self,
  ]
}

/// What stands for a picture: not plain, and kept as bytes.
struct Drawing: StorableValue, Hashable {
  var strokes: [UInt8]

  init(_ strokes: [UInt8]) {
    self.strokes = strokes
  }

  init(stored: StoredBytes) throws {
    strokes = stored.withBytes { span in span.withUnsafeBytes { Array($0) } }
  }

  func store(in write: (RawSpan) throws -> Void) throws { try write(strokes.span.bytes) }
  var byteCount: Int { strokes.count }
}

struct Draw: Node {
  static let summary = "A sketch of a seed."
  @Input("The seed.") var seed: UInt64
  @Output("The sketch.") var sketch: Drawing
  func run(in context: NodeContext) async throws {
    sketch = Drawing([UInt8(truncatingIfNeeded: seed), 1, 2, 3])
  }
}

struct Blend: Node {
  static let summary = "Two sketches in one."
  @Input("The first.") var first: Drawing
  @Input("The second.") var second: Drawing
  @Input("How much of the second.") var strength = 0.5
  @Output("Both.") var blended: Drawing
  func run(in context: NodeContext) async throws {
    let weight = Int(strength * 100)
    blended = Drawing(
      zip(first.strokes, second.strokes).map { UInt8((Int($0) + weight * Int($1) / 100) & 0xFF) })
  }
}

struct Measure: Node {
  static let summary = "How many strokes a sketch has."
  @Input("The sketch.") var sketch: Drawing
  @Output("The number.") var count: Int
  func run(in context: NodeContext) async throws { count = sketch.strokes.count }
}

struct ReadSketch: Node, ReadsFiles {
  static let summary = "A sketch from a file."
  @Input("The file.") var path: Path
  @Output("The sketch.") var sketch: Drawing
  @Output("How long it is.") var length: Int

  func filesRead(in context: NodeContext) -> [ReadFile] { [ReadFile(context.absolute(path))] }

  func run(in context: NodeContext) async throws {
    sketch = Drawing(Array(try Data(contentsOf: URL(filePath: context.absolute(path)))))
    length = sketch.strokes.count
  }
}

struct PickSketch: Node {
  static let summary = "One of two sketches."
  static let isLight = true
  @Input("Whether to take the first.") var condition: Bool
  @Input("The first.") var first: Lazy<Drawing>
  @Input("The second.") var second: Lazy<Drawing>
  @Output("The one taken.") var sketch: Drawing
  func run(in context: NodeContext) async throws {
    sketch = condition ? try await first() : try await second()
  }
}

/// What stands for a model: it cannot be kept on disk.
struct Box: GraphValue {
  var size: Int
}

struct OpenBox: Node, ReadsFiles {
  static let summary = "A box that a file describes."
  @Input("The file.") var path: Path
  @Output("The box.") var box: Box

  func filesRead(in context: NodeContext) -> [ReadFile] { [ReadFile(context.absolute(path))] }

  func run(in context: NodeContext) async throws {
    box = Box(size: try Data(contentsOf: URL(filePath: context.absolute(path))).count)
  }
}

struct DrawBox: Node {
  static let summary = "A sketch of a box."
  @Input("The box.") var box: Box
  @Input("The seed.") var seed: UInt64 = 1
  @Output("The sketch.") var sketch: Drawing
  func run(in context: NodeContext) async throws {
    sketch = Drawing([UInt8(truncatingIfNeeded: box.size), UInt8(truncatingIfNeeded: seed)])
  }
}

/// A folder with a cache and files, in which graphs run as one process after another would.
struct Workshop: ~Copyable {
  let folder: TemporaryFolder
  var catalog = StoreLibrary.catalog
  var memory = 0

  init() throws {
    folder = try TemporaryFolder()
  }

  var cache: String { folder.file("cache") }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: folder.file(name)))
  }

  /// The graph of a text that lies in the folder.
  func graph(_ text: String, named name: String = "test.yaml") throws -> CheckedGraph {
    let source = SourceText(file: folder.file(name), text: "weft: 1\n" + text)
    return try GraphChecker(catalog: catalog).graph(source).graph
  }

  /// A new store on the folder's cache: what another process would have.
  func store() -> ValueStore { ValueStore(folder: cache, memory: memory) }

  /// Runs a graph as a process of its own.
  ///
  /// - Returns: What happened, without what was given up, and the result.
  @discardableResult
  func run(
    _ text: String, named name: String = "test.yaml", only ids: [String]? = nil,
    in store: ValueStore? = nil
  ) async throws -> (log: EventLog, result: RunResult) {
    let graph = try graph(text, named: name)
    let log = EventLog()
    let evaluator = Evaluator(
      outputFolder: folder.file("out"), store: store ?? self.store(), handler: log.record)
    let result = await evaluator.run(graph, for: try ids.map { try graph.only($0) })
    return (log, result)
  }
}
