/// A value that a caller sets for an input of a graph: `--set width=512`.
public struct GraphSetting: Sendable {
  /// The input's name.
  public let name: String
  /// Its value as text: the scalar itself, or for a list as YAML writes it: `[1, 2]`.
  public let text: String
  /// Where a relative path begins; nil for the graph's folder.
  public let workingFolder: String?
  /// The option that sets it, as faults in the setting name it.
  public let option: String

  /// A value for an input.
  public init(
    _ name: String, _ text: String, workingFolder: String? = nil, option: String = "--set"
  ) {
    self.name = name
    self.text = text
    self.workingFolder = workingFolder
    self.option = option
  }

  /// The place that faults in the setting are reported at.
  var position: SourcePosition { .option("\(option) \(name)") }
}
