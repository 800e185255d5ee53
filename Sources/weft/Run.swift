import ArgumentParser
import Dataflow
import Nodes
import Tensors

/// `weft run`: runs a graph and writes what it gives.
struct RunVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a graph and write its outputs.",
    discussion: """
      Pictures and tensors are written to the output folder as <graph>.<output>.png or \
      .safetensors, replacing those of an earlier run, and their paths printed; texts and numbers \
      are printed.

      Exit codes: 0 done; 1 a node failed; 64 wrong usage; 65 the graph is invalid; 66 a file or \
      model is missing; 75 the disk is full; 130 and 143 ended by SIGINT and SIGTERM.
      """)

  @OptionGroup var search: ModelSearchOptions

  @Argument(help: "The graph.", completion: .file(extensions: ["yaml", "yml"]))
  var graph: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set an input of the graph; relative paths begin where you are.", valueName: "name=value"))
  var settings: [Setting] = []

  @Option(
    help: ArgumentHelp(
      "Run this node and what it needs, and nothing else; may be given several times.",
      valueName: "node"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp("The folder that results are written to.", valueName: "dir"),
    completion: .directory)
  var out = "out"

  @Option(help: "How many threads compute; the result does not depend on it. (default: all cores)")
  var threads: Int?

  @Flag(help: "Print what happens on standard output as JSON, one object a line.") var json = false

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be in 1..1024, and is \(threads).")
    }
  }

  func run() async throws {
    if let threads { Parallel.threads = threads }
    let source = try GraphSource.read(graph)
    let (checked, warnings) = try Failure.reading {
      try GraphChecker(catalog: NodeLibrary.catalog, models: search.folders, graphs: GraphFiles())
        .graph(source, settings: settings.map(\.graphSetting))
    }
    if !warnings.diagnostics.isEmpty { Console.error("\(warnings)") }
    let demand = try demand(of: checked)
    let display = RunDisplay(json ? .json : Console.isTerminal ? .bars : .lines)
    let evaluator = Evaluator(models: search.folders, outputFolder: out, handler: display.handle)
    let start = ContinuousClock.now
    let (result, signal) = await Interruption.ending {
      await evaluator.run(checked, for: demand)
    }
    try finish(result, of: checked, display, after: .now - start)
    if result.isCancelled { throw signal == .terminate ? Failure.terminated : Failure.interrupted }
    if !result.failures.isEmpty { throw Failure.code(of: result.failures) }
  }

  private func demand(of graph: CheckedGraph) throws -> Demand? {
    guard !only.isEmpty else { return nil }
    return try Failure.usage { () throws(DiagnosticList) in try graph.only(only) }
  }

  /// Writes what was made, and tells what was and was not.
  private func finish(
    _ result: RunResult, of graph: CheckedGraph, _ display: RunDisplay, after time: Duration
  ) throws {
    let files = ResultFiles(in: out, named: name, madeBy: ResolvedGraph(graph))
    do {
      for output in result.outputs {
        for written in try files.write(output.value, as: output.name) {
          display.show(written, of: output.name)
        }
      }
    } catch {
      Console.error("error: \(error)")
      throw Failure.isTemporary(error) ? Failure.temporary : Failure.failed
    }
    for failure in result.failures {
      display.show(failure, in: graph.source(at: failure.position))
    }
    display.end(result, after: time)
  }

  /// The graph's file name without its ending.
  private var name: String {
    let file = graph.split(separator: "/").last.map(String.init) ?? graph
    return file.split(separator: ".").first.map(String.init) ?? file
  }
}
