import ArgumentParser
import Dataflow
import Formats

/// `weft lock`: writes down what a run of a graph depends on.
struct LockVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock",
    abstract: "Write down all that a graph's results depend on, beside the graph.",
    discussion: """
      <graph>.lock.yaml has the SHA-256 of every file of its models and of every file it reads, the \
      revisions of its kinds of nodes, the version of Weft, and the graph with the values of its \
      inputs. weft run --locked refuses to run if any of that has changed, and names what.

      Exit codes: 0 done; 64 wrong usage; 65 the graph is invalid; 66 a file or model is missing; \
      75 the disk is full.
      """)

  @OptionGroup var search: ModelSearchOptions

  @Argument(help: "The graph.", completion: .file(extensions: ["yaml", "yml"]))
  var graph: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Set an input, as for weft run.", valueName: "name=value"))
  var settings: [Setting] = []

  func run() throws {
    let (checked, warnings) = try search.graph(at: graph, settings: settings)
    if !warnings.diagnostics.isEmpty { Console.fault("\(warnings)") }
    let (lock, unknown) = try Failure.reading {
      try GraphLock.of(checked, models: search.folders)
    }
    for node in unknown {
      Console.fault(
        "warning: what files node '\(node)' reads is known only when it runs; they are not locked")
    }
    let path = GraphLock.path(of: graph)
    try Failure.writing { try TextFile.write(lock.text, to: path) }
    Console.result(path)
  }
}
