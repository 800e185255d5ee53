import ArgumentParser
import FoundationEssentials
import Tensors

/// Times what Weft is made of, beside what the machine can do.
@main
struct WeftBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weft-bench",
    abstract: "Time operations at the shapes of the real models, networks, and the engine.",
    discussion: """
      Rates are for each second of processor time, which other programs disturb less than the time \
      on the clock. Per cent are of the limit that is measured first: a matrix product in registers \
      for arithmetic, a copy of memory for what only moves bytes.
      """)

  @Argument(
    help: ArgumentHelp(
      "Only benchmarks whose names contain one of these words. engine: the engine's own costs; accuracy: what"
        + " the types of weights in the --models folder lose; first: what the first step of a process costs.",
      valueName: "word"))
  var words: [String] = []

  @Option(help: "How many threads compute.") var threads = 1

  @Option(
    help: ArgumentHelp(
      "Time whole networks too, from the folder that Tests/Reference/bench_peers.py fills.",
      valueName: "dir"))
  var models: String?

  @Option(
    help: "How those networks multiply weights in blocks: exact or fast.", transform: Self.named)
  var precision = ProductPrecision.exact

  @Option(
    help: ArgumentHelp(
      "Print ratios to an earlier run, which --json printed to this file.", valueName: "file"))
  var compare: String?

  @Flag(help: "Print the figures as JSON.") var json = false

  func validate() throws {
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads must be in 1..1024, and is \(threads).")
    }
  }

  private static func named(_ name: String) throws -> ProductPrecision {
    guard let precision = ProductPrecision(rawValue: name) else {
      throw ValidationError("--precision must be exact or fast, and is \(name).")
    }
    return precision
  }

  func run() async throws {
    Parallel.threads = threads
    Instructions.current = try Instructions.named(ProcessInfo.processInfo.environment["WEFT_CPU"])
    let before = try compare.map { try Figures(file: $0) }
    var figures = Figures()
    if words.first == "engine" {
      for figure in try await EngineBenchmarks.figures() { tell(figure, before, &figures) }
    } else if words.first == "accuracy", let models {
      try AccuracyFigures.measure(in: models) { tell($0, before, &figures) }
    } else if words.first == "first", let models {
      try FirstStepFigures.measure(in: ModelFolder(path: models, precision: precision)) {
        tell($0, before, &figures)
      }
    } else {
      try timeOperations(before, &figures)
    }
    if json { print(try figures.text) }
  }

  private func timeOperations(_ before: Figures?, _ figures: inout Figures) throws {
    if !json { print("threads: \(threads); \(Instructions.current.rawValue)") }
    let limits = MachineLimits.measured()
    if !json { print(limits.description) }
    var all =
      productBenchmarks() + blockBenchmarks() + attentionBenchmarks() + convolutionBenchmarks()
      + elementBenchmarks() + fluxBenchmarks()
    if let models {
      all += try networkBenchmarks(in: ModelFolder(path: models, precision: precision))
    }
    for benchmark in all
    where words.isEmpty || words.contains(where: { benchmark.name.contains($0) }) {
      tell(benchmark.measured(limits), before, &figures)
    }
  }

  private func tell(_ figure: Figure, _ before: Figures?, _ figures: inout Figures) {
    figures.rows.append(figure)
    guard !json else { return }
    print(figure.line + (before?[figure.name].map { "  \(figure.comparison(with: $0))" } ?? ""))
  }
}
