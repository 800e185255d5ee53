import ArgumentParser
import Dataflow
import Formats
import Nodes
import Tensors

/// `weft plan`: says what a run would do, and runs nothing.
struct PlanVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say what a run would do, node by node, and run nothing.",
    discussion: """
      A node may run, as said by 'may run', where its inputs depend on a node that has to run \
      first. Times are those of the last run of the graph. Bytes are the most that tensors \
      hold while a node runs, what waits for others included; files that are mapped do not count. \
      They are worked out from sizes, to the byte, for every node whose sizes do not depend on what \
      others compute.

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
    let evaluator = Evaluator(
      models: search.folders, store: kept.store(), meter: TensorMemory.self)
    let foreseen = await evaluator.forecast(checked, for: demand)
    let last = kept.folder.flatMap { RunHistory(folder: $0).last(of: graph) }
    let times = last?.times ?? [:]
    let rehearsal = await evaluator.rehearsal(of: checked, for: demand)
    let rows = foreseen.map { PlanRow($0, seconds: times[$0.node], rehearsal) }
    if json {
      for row in rows { Console.result(try JSONText.of(row)) }
    } else {
      show(rows, last, omitted: rehearsal?.omitted.count ?? 0)
    }
  }

  private func show(_ rows: [PlanRow], _ last: RunRecord?, omitted: Int) {
    let widths = (
      node: rows.map(\.node.count).max() ?? 0, kind: rows.map(\.kind.count).max() ?? 0,
      time: rows.compactMap { $0.seconds.map { Duration.seconds($0).short.count } }.max() ?? 0
    )
    let cells = rows.map { row in
      [
        row.node.padded(to: widths.node), row.kind.padded(to: widths.kind),
        row.will.padded(to: PlanRow.widest),
        (row.seconds.map { Duration.seconds($0).short } ?? "").padded(to: widths.time),
        row.peakBytes.map { FileSize.text($0) } ?? "",
      ]
    }
    for (row, cells) in zip(rows, cells) {
      Console.result(cells.joined(separator: "  ").withoutBlanksAtEnd)
      for note in row.notes ?? [] { Console.result("  \(note)") }
    }
    let running = rows.filter { $0.will == "runs" || $0.will == "may run" }
    let known = running.compactMap(\.seconds)
    var end = "\(running.count) of \(rows.count) nodes run or may"
    if !known.isEmpty {
      end += ", in about \(Duration.seconds(known.reduce(0, +)).short)"
      let others = running.count - known.count
      if others > 0 { end += ", apart from \(others) of which no time is known" }
    }
    if let peak = rows.compactMap(\.peakBytes).max() {
      end += "; tensors take at most \(FileSize.text(peak))"
      if omitted > 0 { end += ", apart from those of \(omitted) whose sizes show when they run" }
    }
    if let last { end += "; the last run held \(FileSize.text(last.peakBytes)) in all" }
    Console.error(end)
  }
}

/// A line of a plan.
private struct PlanRow: Encodable {
  let node: String
  let kind: String
  let will: String
  let seconds: Double?
  /// The most bytes that tensors hold while it runs.
  let peakBytes: Int?
  let notes: [String]?

  enum CodingKeys: String, CodingKey {
    case node, kind, will, seconds, notes
    case peakBytes = "peak_bytes"
  }

  static let widest = "from memory".count

  init(_ foresight: Foresight, seconds: Double?, _ rehearsal: Rehearsal?) {
    node = foresight.node
    kind = foresight.kind
    self.seconds = seconds
    peakBytes = rehearsal?.peakBytes[foresight.node]
    let said = rehearsal?.notes.filter { $0.node == foresight.node }.map(\.message) ?? []
    notes = said.isEmpty ? nil : said
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
