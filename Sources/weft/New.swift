import ArgumentParser
import Dataflow
import Formats

/// `weft new`: writes a graph to start from.
struct NewVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a commented graph to start from.",
    discussion: """
      Purposes: \(StartingGraph.allCases.map(\.rawValue).joined(separator: ", ")). Without one, says \
      what each is for. A file that is there already is never replaced.
      """)

  @Argument(
    help: "What the graph is for.",
    completion: .list(StartingGraph.allCases.map(\.rawValue)))
  var purpose: String?

  @Argument(
    help: "The file to write; - for standard output. (default: <purpose>.yaml)",
    completion: .file(extensions: ["yaml", "yml"]))
  var file: String?

  func run() throws {
    guard let purpose else { return list() }
    guard let graph = StartingGraph(rawValue: purpose) else {
      let names = StartingGraph.allCases.map(\.rawValue)
      let hint = names.nearest(to: purpose).map { "; did you mean '\($0)'?" }
      throw ValidationError(
        "There is no purpose '\(purpose)'\(hint ?? "; there are \(names.joined(separator: ", "))")")
    }
    let path = file ?? "\(purpose).yaml"
    guard path != "-" else { return Console.resultText(graph.text) }
    guard !FileBytes.isThere(path) else {
      Console.error("error: '\(path)' is there already; name another file")
      throw Failure.failed
    }
    try Failure.writing { try TextFile.write(graph.text, to: path) }
    Console.result(path)
  }

  private func list() {
    let width = StartingGraph.allCases.map(\.rawValue.count).max() ?? 0
    for graph in StartingGraph.allCases {
      Console.result("\(graph.rawValue.padded(to: width))  \(graph.about)")
    }
  }
}
