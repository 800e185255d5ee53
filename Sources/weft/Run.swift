import ArgumentParser
import Dataflow
import Tensors

/// `weft run`: runs a graph, or the product of several values of its inputs, and writes what it
/// gives.
struct RunVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a graph and write its outputs.",
    discussion: """
      Given a picture that Weft made, the graph in it is run with the values in it, and how the \
      picture made agrees with the one given is said: in its bytes, in its pixels only, or not.

      Pictures and tensors are written to the output folder as <graph>.<output>.png or \
      .safetensors, replacing those of an earlier run, and their paths printed; texts and numbers \
      are printed. With --each, the values of the run follow: <graph>.<output>.seed=3.png.

      Exit codes: 0 done; 1 a node failed, or a picture made again differs; 64 wrong usage; 65 the graph is invalid, or not as it was locked; 66 a file or \
      model is missing; 75 the disk is full; 130 and 143 ended by SIGINT and SIGTERM. Of several \
      runs with failures, 66 and 75 mean that nothing else went wrong in any.
      """)

  @OptionGroup var search: ModelSearchOptions
  @OptionGroup var kept: CacheOptions

  @Argument(
    help: "The graph, or a picture that a graph made.",
    completion: .file(extensions: ["yaml", "yml", "png", "jpg", "jpeg"]))
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

  @Option(
    help: ArgumentHelp(
      "Where relative paths in a picture's graph begin. (default: the picture's folder)",
      valueName: "dir"),
    completion: .directory)
  var relativeTo: String?

  @Flag(help: "Refuse to run if anything is not as 'weft lock' wrote it down, and name it.")
  var locked = false

  @Option(
    help: ArgumentHelp(
      """
      How much results may take in memory that wait to be used, or that later runs of --each may \
      use, such as 8GB; what is more is read from disk. (default: any number for those that wait, \
      2.1 GB for later runs)
      """, valueName: "size"))
  var memory: ByteSize?

  @Flag(
    help: """
      Keep the state after every step of a sampling node, so that one that is killed goes on from \
      its last finished step. Each step costs writing a latent.
      """)
  var resumeSteps = false

  @Option(help: "How many threads compute; the result does not depend on it. (default: all cores)")
  var threads: Int?

  @OptionGroup var shown: DisplayOptions

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be in 1..1024, and is \(threads).")
    }
    if locked, product.isGiven {
      throw ValidationError("--locked fixes the values of all inputs, and --each varies some.")
    }
  }

  func run() async throws {
    if let threads { Parallel.threads = threads }
    let source = try RunSource.read(graph, relativeTo: relativeTo)
    let matrix = try product.matrix(settings: settings, of: source.text)
    let display = shown.display
    let runs = try runs(of: source.text, matrix, display)
    if locked, let run = runs.first {
      try GraphLock.check(run.graph, at: graph, models: search.folders)
    }
    // Of several runs, the one under way has half, and so have those to come.
    let limit = memory.map { runs.count > 1 ? $0.bytes / 2 : $0.bytes }
    let store = kept.store(memory: runs.count > 1 ? limit ?? 2 << 30 : 0)
    let evaluator = Evaluator(
      models: search.folders, outputFolder: out, store: store, failsFast: product.failFast,
      keepsSteps: resumeSteps, memory: limit, meter: TensorMemory.self, handler: display.handle)
    let series = RunSeries(
      runs: runs, isProduct: product.isGiven, productCount: matrix.count, evaluator: evaluator,
      display: display, outputFolder: out, name: source.name, failsFast: product.failFast,
      makesSheet: product.sheet != nil, history: kept.folder.map { RunHistory(folder: $0) },
      graphPath: graph)
    let (outcome, signal) = await Interruption.ending { await series.make() }
    if store.hasWritten { kept.trim() }
    if let fault = outcome.writingFault {
      Console.fault("error: \(fault)")
      throw Failure.isTemporary(fault) ? Failure.temporary : Failure.failed
    }
    try product.writeSheet(of: outcome, matrix, display)
    if outcome.isCancelled { throw signal == .terminate ? Failure.terminated : Failure.interrupted }
    if !outcome.failures.isEmpty { throw Failure.code(of: outcome.failures) }
    if settings.isEmpty, only.isEmpty, !product.isGiven, let picture = source.picture {
      try compare(picture, with: display)
    }
  }

  /// Says how what was made agrees with the picture whose graph was run.
  private func compare(_ picture: MadePicture, with display: RunDisplay) throws {
    let made = display.writtenPaths
    let agreement = try Failure.reading { try picture.agreement(with: made) }
    guard let agreement else {
      throw Failure.missing("\(picture.path): its graph gave no picture to compare with it")
    }
    display.show(agreement, with: picture)
    if !agreement.isSame { throw Failure.failed }
  }

  /// Checks every run before the first is made.
  private func runs(
    of source: SourceText, _ matrix: RunMatrix, _ display: RunDisplay
  ) throws -> [RunSeries.Run] {
    let checker = search.checker
    let set = settings.map(\.graphSetting)
    var lists: [DiagnosticList] = []
    var runs: [RunSeries.Run] = []
    for cell in matrix.cells where product.shard?.contains(cell) ?? true {
      do {
        let varied = cell.values.map { $0.graphSetting(by: "--each") }
        let (graph, warnings) = try checker.graph(source, settings: set + varied)
        lists.append(warnings)
        runs.append(
          RunSeries.Run(
            cell: matrix.axes.isEmpty ? nil : cell, graph: graph,
            demand: try graph.demand(only: only)))
      } catch let list as DiagnosticList {
        lists.append(list)
      }
    }
    let list = DiagnosticList(lists)
    try Failure.reading { if list.hasErrors { throw list } }
    display.show(list)
    return runs
  }
}
