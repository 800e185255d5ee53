import ArgumentParser
import Dataflow
import Nodes

/// `weft draw`: a picture of a graph.
struct DrawVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw a graph as SVG, DOT or Mermaid.",
    discussion: """
      Arrows carry the type of what travels along them; one that is dashed leads to a node that \
      may not ask for it, or says when the node runs. Graphs that are nodes are frames. SVG is \
      laid out by Graphviz where its program dot is installed, and by weft itself otherwise.

      Once the graph has run, its nodes say what became of them in the last run and how long they \
      took; --no-cache leaves that out.

      Exit codes: 0 done; 64 wrong usage; 65 the graph is invalid; 66 the graph is missing.
      """)

  @OptionGroup var kept: CacheOptions

  @Argument(help: "The graph.", completion: .file(extensions: ["yaml", "yml"]))
  var graph: String

  @Option(
    help: ArgumentHelp(
      "svg, dot or mermaid. (default: what the name of the output ends in, or svg)"))
  var format: DrawingFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("A file to write, in place of standard output.", valueName: "file"),
    completion: .file(extensions: ["svg", "dot", "gv", "mmd"]))
  var output: String?

  func run() throws {
    let source = try GraphSource.read(graph)
    let drawing = try Failure.reading {
      try GraphChecker(catalog: NodeLibrary.catalog, graphs: GraphFiles()).drawing(source)
    }.annotated(lastRun)
    let text =
      switch format ?? output.flatMap({ DrawingFormat(fileName: $0) }) ?? .svg {
      case .dot: drawing.dot
      case .mermaid: drawing.mermaid
      case .svg: Graphviz.svg(drawing.dot) ?? drawing.svg
      }
    guard let output else { return Console.resultText(text) }
    try Failure.writing { try TextFile.write(text, to: output) }
  }

  /// What became of each node in the last run, if one is known.
  private var lastRun: [String: String] {
    let record = kept.folder.flatMap { RunHistory(folder: $0).last(of: graph) }
    let lines = record?.outcomes.map { node, outcome, seconds in
      (node, outcome + (seconds.map { " · \(Duration.seconds($0).short)" } ?? ""))
    }
    return Dictionary(lines ?? []) { first, _ in first }
  }
}

/// What a picture of a graph is written as.
enum DrawingFormat: String, ExpressibleByArgument, CaseIterable {
  case svg, dot, mermaid

  /// The format of a file of that name, if its ending says.
  init?(fileName: String) {
    switch fileName.split(separator: ".").last {
    case "svg": self = .svg
    case "dot", "gv": self = .dot
    case "mmd", "mermaid": self = .mermaid
    default: return nil
    }
  }
}
