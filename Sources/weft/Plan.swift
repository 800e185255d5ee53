import ArgumentParser
import Dataflow

/// `weft plan`: says what a run would do, and runs nothing.
struct PlanVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say what a run would do, node by node, and run nothing.",
    discussion: """
      A node may run, as said by 'may run', where its inputs depend on a node that has to run \
      first. Times are those of the last run of the graph.

      Exit codes: as weft check.
      """)

  @OptionGroup var search: ModelSearchOptions
  @OptionGroup var kept: CacheOptions

  @Argument(help: "The graph.", completion: .file(extensions: ["yaml", "yml"]))
  var graph: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Set an input, as for weft run.", valueName: "name=value"))
  var settings: [Setting] = []

  @Option(
    help: ArgumentHelp(
      "What a run of this node alone would do; may be given several times.", valueName: "node"))
  var only: [String] = []

  @Flag(help: "Print the plan as JSON, one object a line.") var json = false

  func run() async throws {
    let checked = try search.graph(at: graph, settings: settings).graph
    let demand = try checked.demand(only: only)
    let evaluator = Evaluator(models: search.folders, store: kept.store())
    let foreseen = await evaluator.forecast(checked, for: demand)
    let last = kept.folder.flatMap { RunHistory(folder: $0).last(of: graph) }
    let times = last?.times ?? [:]
    let rows = foreseen.map { PlanRow($0, seconds: times[$0.node]) }
    if json {
      for row in rows { Console.result(try JSONText.of(row)) }
    } else {
      show(rows, last)
    }
  }

  private func show(_ rows: [PlanRow], _ last: RunRecord?) {
    let widths = (
      node: rows.map(\.node.count).max() ?? 0, kind: rows.map(\.kind.count).max() ?? 0
    )
    for row in rows {
      let time = row.seconds.map { "  \(Duration.seconds($0).short)" } ?? ""
      let line =
        "\(row.node.padded(to: widths.node))  \(row.kind.padded(to: widths.kind))  "
        + (time.isEmpty ? row.will : row.will.padded(to: PlanRow.widest)) + time
      Console.result(line)
    }
    let running = rows.filter { $0.will == "runs" || $0.will == "may run" }
    let known = running.compactMap(\.seconds)
    var end = "\(running.count) of \(rows.count) nodes run or may"
    if !known.isEmpty {
      end += ", in about \(Duration.seconds(known.reduce(0, +)).short)"
      let others = running.count - known.count
      if others > 0 { end += ", apart from \(others) of which no time is known" }
    }
    if let last { end += "; the last run held at most \(FileSize.text(last.peakBytes))" }
    Console.error(end)
  }
}

/// A line of a plan.
private struct PlanRow: Encodable {
  let node: String
  let kind: String
  let will: String
  let seconds: Double?

  static let widest = "from memory".count

  init(_ foresight: Foresight, seconds: Double?) {
    node = foresight.node
    kind = foresight.kind
    self.seconds = seconds
    will =
      switch foresight.fate {
      case .runs: "runs"
      case .mayRun: "may run"
      case .reused(let tier): "from \(tier.rawValue)"
      case .absent: "is absent"
      case .notNeeded: "not needed"
      }
  }
}
