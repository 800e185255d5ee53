import ArgumentParser
import Dataflow

/// `weft why`: says why a node would run again.
struct WhyVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Compare with the last run of a graph, and say why a node would run again.",
    discussion: """
      Without a node, all changes behind the graph's outputs and the nodes that save files are \
      named.

      Exit codes: 0 also when nothing has changed; 66 no run of the graph is known; else as weft \
      check.
      """)

  @OptionGroup var search: ModelSearchOptions
  @OptionGroup var kept: CacheOptions

  @Argument(help: "The graph.", completion: .file(extensions: ["yaml", "yml"]))
  var graph: String

  @Argument(help: "The id of a node; outer/inner for one of a graph that is a node.")
  var node: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Set an input, as for weft run.", valueName: "name=value"))
  var settings: [Setting] = []

  @Flag(help: "Print the changes as JSON, one object a line.") var json = false

  func run() async throws {
    let checked = try search.graph(at: graph, settings: settings).graph
    if let node { _ = try checked.demand(only: [node]) }
    guard let last = kept.folder.flatMap({ RunHistory(folder: $0).last(of: graph) }) else {
      throw Failure.missing("no run of \(graph) is known")
    }
    let evaluator = Evaluator(models: search.folders, store: kept.store())
    let comparison = await evaluator.comparison(of: checked, with: last)
    let nodes = node.map { [$0] } ?? comparison.nodes
    var told: Set<RunComparison.Change> = []
    for node in nodes {
      for change in comparison.changes(behind: node) where told.insert(change).inserted {
        Console.result(json ? try JSONText.of(["change": "\(change)"]) : "\(change)")
      }
    }
    guard told.isEmpty, !json else { return }
    let which = node.map { "'\($0)'" } ?? "the graph"
    Console.result("nothing that \(which) depends on has changed since the last run")
  }
}
