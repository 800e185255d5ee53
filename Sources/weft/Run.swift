import ArgumentParser
import Dataflow
import Nodes
import Tensors

/// `weft run`: runs a graph, or the product of several values of its inputs, and writes what it
/// gives.
struct RunVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a graph and write its outputs.",
    discussion: """
      Pictures and tensors are written to the output folder as <graph>.<output>.png or \
      .safetensors, replacing those of an earlier run, and their paths printed; texts and numbers \
      are printed. With --each, the values of the run follow: <graph>.<output>.seed=3.png.

      Exit codes: 0 done; 1 a node failed; 64 wrong usage; 65 the graph is invalid; 66 a file or \
      model is missing; 75 the disk is full; 130 and 143 ended by SIGINT and SIGTERM. Of several \
      runs with failures, 66 and 75 mean that nothing else went wrong in any.
      """)

  @OptionGroup var search: ModelSearchOptions

  @Argument(help: "The graph.", completion: .file(extensions: ["yaml", "yml"]))
  var graph: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set an input of the graph; relative paths begin where you are.", valueName: "name=value"))
  var settings: [Setting] = []

  @OptionGroup var product: SeriesOptions

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

  @OptionGroup var shown: DisplayOptions

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be in 1..1024, and is \(threads).")
    }
  }

  func run() async throws {
    if let threads { Parallel.threads = threads }
    let source = try GraphSource.read(graph)
    let matrix = try product.matrix(settings: settings, of: source)
    let display = shown.display
    let evaluator = Evaluator(
      models: search.folders, outputFolder: out, failsFast: product.failFast,
      handler: display.handle)
    let series = RunSeries(
      runs: try runs(of: source, matrix, display), isProduct: !matrix.axes.isEmpty,
      productCount: matrix.count, evaluator: evaluator, display: display, outputFolder: out,
      name: name,
      failsFast: product.failFast)
    let (outcome, signal) = await Interruption.ending { await series.make() }
    if let fault = outcome.writingFault {
      Console.fault("error: \(fault)")
      throw Failure.isTemporary(fault) ? Failure.temporary : Failure.failed
    }
    if outcome.isCancelled { throw signal == .terminate ? Failure.terminated : Failure.interrupted }
    if !outcome.failures.isEmpty { throw Failure.code(of: outcome.failures) }
  }

  /// Checks every run before the first is made.
  private func runs(
    of source: SourceText, _ matrix: RunMatrix, _ display: RunDisplay
  ) throws -> [RunSeries.Run] {
    let checker = GraphChecker(catalog: NodeLibrary.catalog, models: search.folders)
    let set = settings.map { $0.graphSetting() }
    var faults: [Diagnostic] = []
    var runs: [RunSeries.Run] = []
    for cell in matrix.cells where product.shard?.contains(cell) ?? true {
      do {
        let varied = cell.values.map { $0.graphSetting(by: "--each") }
        let (graph, warnings) = try checker.graph(source, settings: set + varied)
        faults += warnings.diagnostics
        let demand =
          only.isEmpty
          ? nil
          : try Failure.usage { () throws(DiagnosticList) in
            try graph.only(only)
          }
        runs.append(
          RunSeries.Run(cell: matrix.axes.isEmpty ? nil : cell, graph: graph, demand: demand))
      } catch let list as DiagnosticList {
        faults += list.diagnostics
      }
    }
    let list = DiagnosticList(faults, in: source)
    try Failure.reading { if list.hasErrors { throw list } }
    display.show(list)
    return runs
  }

  /// The graph's file name without its ending.
  private var name: String {
    let file = graph.split(separator: "/").last.map(String.init) ?? graph
    return file.split(separator: ".").first.map(String.init) ?? file
  }
}
