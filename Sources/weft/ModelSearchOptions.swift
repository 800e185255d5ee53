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

  /// What is said of a model that is not found.
  func absent(_ name: String) -> String {
    let near = folders.names.nearest(to: name).map { "; did you mean '\($0)'?" } ?? ""
    return "no model '\(name)' in \(folders.folders.joined(separator: ", "))\(near)"
  }
}
