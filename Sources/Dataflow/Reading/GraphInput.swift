/// An input of a graph.
public struct GraphInput: Sendable {
  /// The input's name.
  public let name: Marked<String>
  /// The name of its type, nil if that is missing or already reported.
  public let type: Marked<String>?
  /// What the input is for.
  public let about: String?
  /// Its value when the caller sets none.
  public let defaultValue: Expression?
  /// What a number must lie within, such as `64..4096`.
  public let range: Marked<String>?
  /// The names a Choice has.
  public let choices: [Marked<String>]?
  /// The families of models that a ModelName may name; empty for all.
  public let families: [Marked<String>]
  /// What a model that a ModelName names must be capable of.
  public let capabilities: [Marked<String>]
}
