import ArgumentParser
import Dataflow
import FoundationEssentials

/// A `--set name=value`, or a `--each name=values`.
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

  init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// The setting, its relative paths beginning where the command was called.
  var graphSetting: GraphSetting { graphSetting(by: "--set") }

  /// The setting as an option sets it, its relative paths beginning where the command was called.
  func graphSetting(by option: String) -> GraphSetting {
    GraphSetting(
      name, text, workingFolder: FileManager.default.currentDirectoryPath, option: option)
  }
}
