import ArgumentParser
import Dataflow
import FoundationEssentials

/// A `--set name=value`.
struct Setting: ExpressibleByArgument {
  let name: String
  let text: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      return nil
    }
    name = String(argument[..<equals])
    text = String(argument[argument.index(after: equals)...])
  }

  /// The setting, its relative paths beginning where the command was called.
  var graphSetting: GraphSetting {
    GraphSetting(name, text, workingFolder: FileManager.default.currentDirectoryPath)
  }
}
