import Dataflow
import Nodes

/// Runs that are made one after another with one evaluator, which makes once what they share, each
/// written out when it ends.
struct RunSeries: Sendable {
  /// A run to make.
  struct Run: Sendable {
    /// Its values, if it is one of a product.
    let cell: RunCell?
    let graph: CheckedGraph
    let demand: Demand?
  }

  /// What became of the runs.
  struct Outcome: Sendable {
    /// Every node that failed, in the order in which they did.
    var failures: [NodeFailure] = []
    /// Why results could not be written; no further run was made then.
    var writingFault: (any Error)?
    /// Whether the runs were cancelled.
    var isCancelled = false
    /// The runs in which a node failed.
    var failedCells: [RunCell] = []
    /// How many runs ended without a failure.
    var doneCount = 0
    /// The pictures of each run, by its number, if a sheet is to be made of them.
    var pictures: [Int: [ContactSheet.Entry]] = [:]
    /// Pixels of these pictures; they are let go when there are too many for a sheet.
    var pixelCount = 0
  }

  let runs: [Run]
  /// Whether they are runs of a product, be it of one.
  let isProduct: Bool
  /// Number of runs in the whole product, of which ``runs`` may be a shard.
  let productCount: Int
  let evaluator: Evaluator
  let display: RunDisplay
  /// The folder that results are written to.
  let outputFolder: String
  /// The name that results begin with.
  let name: String
  /// Whether the first run with a failure is the last.
  let failsFast: Bool
  /// Whether a sheet is to be made of the pictures.
  let makesSheet: Bool
  /// Where it is kept what runs did.
  let history: RunHistory?
  /// The path that the graph was given by.
  let graphPath: String

  /// Makes the runs; cancelling the task ends the one that is being made, and the series.
  func make() async -> Outcome {
    var outcome = Outcome()
    let start = ContinuousClock.now
    for run in runs {
      display.begin(run.cell, of: productCount)
      let runStart = ContinuousClock.now
      let result = await evaluator.run(run.graph, for: run.demand)
      history?.keep(
        result, of: graphPath, seconds: (ContinuousClock.now - runStart).inSeconds,
        peakBytes: PeakMemory.bytes)
      do {
        try write(result, of: run)
      } catch {
        outcome.writingFault = error
        break
      }
      if makesSheet, let cell = run.cell { outcome.keep(result, of: cell) }
      for failure in result.failures {
        display.show(failure, in: run.graph.source(at: failure.position))
      }
      display.end(result, after: .now - runStart)
      outcome.failures += result.failures
      outcome.isCancelled = result.isCancelled
      if result.state == .done { outcome.doneCount += 1 }
      if !result.failures.isEmpty, let cell = run.cell { outcome.failedCells.append(cell) }
      if result.isCancelled || failsFast && !result.failures.isEmpty { break }
    }
    if isProduct {
      display.end(SeriesSummary(outcome, of: runs.count), after: .now - start)
    }
    return outcome
  }

  private func write(_ result: RunResult, of run: Run) throws {
    let files = ResultFiles(
      in: outputFolder, named: name, madeBy: ResolvedGraph(run.graph),
      label: run.cell?.fileLabel ?? "")
    for output in result.outputs {
      for written in try files.write(output.value, as: output.name) {
        display.show(written, of: output.name)
      }
    }
  }
}

extension RunSeries.Outcome {
  /// Keeps the pictures of a run for a sheet.
  fileprivate mutating func keep(_ result: RunResult, of cell: RunCell) {
    let entries = result.outputs.flatMap { ContactSheet.Entry.all(in: $0) }
    pixelCount += entries.reduce(0) { $0 + $1.image.width * $1.image.height }
    pictures[cell.number] = entries
    if pixelCount > ContactSheet.maximumPixelCount { pictures = [:] }
  }
}
