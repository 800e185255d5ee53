import Dataflow
import TestSupport
import Testing

/// Small kinds on integers and texts.
enum TestLibrary {
  static let catalog = NodeCatalog([
    Number.self, Add.self, Sum.self, Scale.self, Join.self, Fail.self, Slow.self, Save.self,
    Pick.self, Paint.self, Open.self, Shapes.self, UseModel.self, Describe.self,
    Choose.self, FirstPresent.self, Pair.self, Length.self, Not.self, Less.self, Area.self,
    Unlock.self, Classed.self, Unrehearsed.self,
  ])

  static let checker = GraphChecker(catalog: catalog)
}

/// Expects certain faults in a graph of test kinds.
func expectFaults(
  _ marked: String, _ expected: [String: String], settings: [GraphSetting] = [],
  at location: SourceLocation = #_sourceLocation
) {
  expectFaults(
    marked, expected, by: TestLibrary.checker, settings: settings, at: location)
}

/// The graph of a text of test kinds, `weft: 1` being put before it.
func testGraph(_ text: String, _ settings: [GraphSetting] = []) throws -> CheckedGraph {
  try TestLibrary.checker.graph(
    SourceText(file: "test.yaml", text: "weft: 1\n" + text), settings: settings
  ).graph
}

/// Graphs by path, `weft: 1` being put before each.
struct TestFiles: GraphSearch {
  let texts: [String: String]

  init(_ texts: [String: String]) {
    self.texts = texts
  }

  func graph(at path: String) throws -> SourceText {
    guard let text = texts[path] else { throw TestFailure() }
    return SourceText(file: path, text: "weft: 1\n" + text)
  }

  var checker: GraphChecker { GraphChecker(catalog: TestLibrary.catalog, graphs: self) }

  /// The graph of a text that names these.
  func graph(_ text: String, _ settings: [GraphSetting] = []) throws -> CheckedGraph {
    let source = SourceText(file: "test.yaml", text: "weft: 1\n" + text)
    return try checker.graph(source, settings: settings).graph
  }
}

/// The text of a graph in which each of many nodes adds one to the node before.
func chainText(_ count: Int) -> String {
  var lines = ["nodes:", "  n0: {kind: Number, value: 0}"]
  for index in 1..<count {
    lines.append("  n\(index): {kind: Add, left: $n\(index - 1), right: 1}")
  }
  lines.append("outputs: {last: $n\(count - 1)}")
  return lines.joined(separator: "\n")
}

struct Number: Node {
  static let summary = "A number."
  @Input("It.", in: -1000...1000) var value = 0
  @Output("It.") var number: Int
  func run(in context: NodeContext) async throws { number = value }
}

struct Add: Node {
  static let summary = "The sum of two numbers."
  @Input("The first.") var left: Int
  @Input("The second.") var right: Int
  @Output("Their sum.") var sum: Int
  func run(in context: NodeContext) async throws { sum = left &+ right }
}

struct Sum: Node {
  static let summary = "The sum of several numbers."
  @Input("The numbers.") var numbers: [Int]
  @Output("Their sum.") var sum: Int
  @Output("How many there are.") var count: Int
  func run(in context: NodeContext) async throws {
    sum = numbers.reduce(0, &+)
    count = numbers.count
  }
}

struct Scale: Node {
  static let summary = "A number times another."
  @Input("The number.") var number: Double
  @Input("How many times.", in: 0...10) var factor = 1.0
  @Output("The product.") var product: Double
  func run(in context: NodeContext) async throws { product = number * factor }
}

struct Join: Node {
  static let summary = "Two texts in one."
  @Input("The first.") var first: String
  @Input("The second.") var second: String?
  @Input("What stands between them.") var separator = " "
  @Output("The text.") var text: String
  func run(in context: NodeContext) async throws {
    text = [first, second].compactMap(\.self).joined(separator: separator)
  }
}

struct Fail: Node {
  static let summary = "Fails."
  @Input("Any number.") var number = 0
  @Output("Never made.") var number2: Int
  func run(in context: NodeContext) async throws { throw TestFailure() }
}

struct TestFailure: Error, CustomStringConvertible {
  let description = "it was asked to"
}

struct Slow: Node {
  static let summary = "Takes steps."
  @Input("Any number.") var number = 0
  @Input("How many steps.", in: 1...) var steps = 3
  @Output("The number.") var result: Int
  func run(in context: NodeContext) async throws {
    for step in 1...steps {
      try context.progress(step, of: steps)
      await Task.yield()
    }
    result = number
  }
}

struct Unrehearsed: Node {
  static let summary = "Needs the number itself."
  static let isRehearsed = false
  @Input("The number.") var number: Int
  @Output("The number.") var result: Int
  func run(in context: NodeContext) async throws { result = number }
}

struct Save: Node {
  static let summary = "Saves a number."
  static let isSink = true
  @Input("The number.") var number: Int
  @Input("Where.") var path = Path("out.txt")
  func run(in context: NodeContext) async throws {
    context.wrote("\(context.outputFolder)/\(path.text)")
  }
}

struct Pick: Node {
  static let summary = "One of two numbers."
  @Input("Whether to take the first.") var condition: Bool
  @Input("The first.") var first: Lazy<Int>
  @Input("The second.") var second: Lazy<Int?>
  @Output("The one taken.") var number: Int
  func run(in context: NodeContext) async throws {
    number = condition ? try await first() : try await second() ?? -1
  }
}

enum Style: String, Choice {
  case ink
  case oil
}

struct Paint: Node {
  static let summary = "Names a style and a size."
  @Input("The style.") var style = Style.oil
  @Input("In pixels.", in: 64...4096, multipleOf: 16) var width = 1024
  @Input("Seed.") var seed: UInt64?
  @Output("The name.") var name: String
  func run(in context: NodeContext) async throws {
    name = "\(style.rawValue) \(width) \(seed.map(String.init) ?? "-")"
  }
}

struct Open: Node {
  static let summary = "Where a path leads."
  @Input("The path.") var path: Path
  @Output("Where it leads.") var target: String
  func run(in context: NodeContext) async throws { target = context.absolute(path) }
}

struct Shape: GraphValue {
  var corners: Int
}

struct Shapes: Node {
  static let summary = "Something that only nodes make."
  @Input("Another, to build on.") var base: Shape?
  @Output("The shape.") var shape: Shape
  @Output("How many corners it has.") var corners: Int
  func run(in context: NodeContext) async throws {
    corners = (base?.corners ?? 2) + 1
    shape = Shape(corners: corners)
  }
}

struct UseModel: Node {
  static let summary = "Names a model."
  @Input("The model.") var model: ModelName
  @Output("Its family.") var family: String
  func run(in context: NodeContext) async throws {
    family = context.models.model(named: model)?.family ?? "none"
  }
}

struct Describe: Node {
  static let summary = "The graph as it runs."
  @Input("Any number.") var number = 0
  @Output("Its text.") var text: String
  func run(in context: NodeContext) async throws { text = context.graph.text }
}

struct Choose: Node {
  static let summary = "One of two values."
  @Input("Which.") var `if`: Bool
  @Input("Taken if so.") var then: Lazy<AnyValue>
  @Input("Taken if not.") var `else`: Lazy<AnyValue>
  @Output("The one taken.") var chosen: AnyValue
  func run(in context: NodeContext) async throws {
    chosen = try await `if` ? then() : `else`()
  }
}

struct FirstPresent: Node {
  static let summary = "The first of two values, or the second."
  @Input("Taken if it is there.") var first: Lazy<AnyValue?>
  @Input("Taken otherwise.") var second: Lazy<AnyValue>
  @Output("The one taken.") var value: AnyValue
  func run(in context: NodeContext) async throws {
    if let first = try await first() {
      value = first
    } else {
      value = try await second()
    }
  }
}

struct Pair: Node {
  static let summary = "Two values as a list."
  @Input("The first.") var first: AnyValue
  @Input("The second.") var second: AnyValue
  @Output("Both.") var both: [AnyValue]
  func run(in context: NodeContext) async throws { both = [first, second] }
}

struct Length: Node {
  static let summary = "How long a list is."
  @Input("The list.") var list: [AnyValue]
  @Output("Its length.") var length: Int
  func run(in context: NodeContext) async throws { length = list.count }
}

struct Not: Node {
  static let summary = "The opposite."
  @Input("A condition.") var value: Bool
  @Output("Its opposite.") var opposite: Bool
  func run(in context: NodeContext) async throws { opposite = !value }
}

struct Less: Node {
  static let summary = "Whether a number is less than another."
  @Input("The one.") var left: Int
  @Input("The other.") var right: Int
  @Output("Whether it is.") var isLess: Bool
  func run(in context: NodeContext) async throws { isLess = left < right }
}

struct Classed: Node {
  static let summary = "A number's name."
  @Input("The number.") var number = 0
  @Output("Its name.") var name: String
  func run(in context: NodeContext) async throws { name = number == 0 ? "none" : "some" }
}

struct Area: Node {
  static let summary = "How many pixels a picture has."
  @Input("Its size.", sidesIn: 32...4096, multipleOf: 32) var size: Size
  @Output("How many.") var area: Int
  func run(in context: NodeContext) async throws { area = size.width * size.height }
}

struct Unlock: Node {
  static let summary = "How long a secret is."
  @Input("The secret.") var key: Secret
  @Output("Its length.") var length: Int
  func run(in context: NodeContext) async throws { length = try key.reveal().count }
}
