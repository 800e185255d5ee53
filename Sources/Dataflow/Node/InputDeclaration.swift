/// What a kind of node declares of one of its inputs.
///
/// A class, so that the places of a large graph share it.
public final class InputDeclaration: Sendable {
  /// The input's name in graphs: `guidance_scale`.
  public let name: String
  /// What the input is for.
  public let documentation: String
  /// The type of the value that an edge into the input carries.
  public let type: ValueType
  /// Whether the input's type allows it to be absent.
  public let isOptional: Bool
  /// Whether what feeds the input is computed only when the node asks.
  public let isLazy: Bool
  /// The value that the input has when the graph does not set it.
  public let defaultValue: (any GraphValue)?
  /// What the input's value, or each element of it, must lie within.
  public let bounds: Bounds?
  /// What a model that is named here must be, where the kind is a graph that says so.
  let models: Set<ModelDemand>

  init(
    name: String, documentation: String, type: ValueType, isOptional: Bool, isLazy: Bool,
    defaultValue: (any GraphValue)?, bounds: Bounds?, models: Set<ModelDemand> = []
  ) {
    self.name = name
    self.documentation = documentation
    self.type = type
    self.isOptional = isOptional
    self.isLazy = isLazy
    self.defaultValue = defaultValue
    self.bounds = bounds
    self.models = models
  }

  /// Whether a graph must set the input.
  public var isRequired: Bool { defaultValue == nil && !isOptional }
}

/// What a graph asks of a model that it is given the name of.
struct ModelDemand: Hashable {
  /// The families that the model may be of; empty for all.
  let families: [String]
  /// What it must be capable of.
  let capabilities: [String]
}
