import ArgumentParser
import Dataflow
import FoundationEssentials
import Nodes

/// Where models are looked for: `--models`, then `WEFT_MODELS`, then `checkpoints`.
struct ModelSearchOptions: ParsableArguments {
  @Option(
    name: .customLong("models"),
    help: ArgumentHelp(
      "A folder of models, searched before those of WEFT_MODELS and ./checkpoints.",
      valueName: "dir"),
    completion: .directory)
  var given: [String] = []

  /// The search of all folders.
  var folders: ModelFolders {
    let named = ProcessInfo.processInfo.environment["WEFT_MODELS"] ?? ""
    return ModelFolders(given + named.split(separator: ":").map(String.init) + ["checkpoints"])
  }

  /// What checks graphs against the nodes there are and the models found.
  var checker: GraphChecker {
    GraphChecker(catalog: NodeLibrary.catalog, models: folders, graphs: GraphFiles())
  }

  /// Reads a graph and checks it with some of its inputs set.
  ///
  /// - Returns: The graph, and the warnings about it.
  /// - Throws: An exit code, after saying what is wrong, if it cannot be read or is invalid.
  func graph(
    at path: String, settings: [Setting]
  ) throws -> (graph: CheckedGraph, warnings: DiagnosticList) {
    let source = try GraphSource.read(path)
    return try Failure.reading {
      try checker.graph(source, settings: settings.map(\.graphSetting))
    }
  }

  /// What is said of a model that is not found.
  func absent(_ name: String) -> String {
    let near = folders.names.nearest(to: name).map { "; did you mean '\($0)'?" } ?? ""
    return "no model '\(name)' in \(folders.folders.joined(separator: ", "))\(near)"
  }
}

extension CheckedGraph {
  /// The demand for what `--only` names; nil, for everything, where it names nothing.
  ///
  /// - Throws: An exit code, after saying what is wrong, if a node is not there.
  func demand(only nodes: [String]) throws -> Demand? {
    guard !nodes.isEmpty else { return nil }
    return try Failure.usage { () throws(DiagnosticList) in try only(nodes) }
  }
}
