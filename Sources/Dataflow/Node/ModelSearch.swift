/// Where a run finds models by name: injected, so that the engine knows no model and no tensor.
public protocol ModelSearch: Sendable {
  /// The names of all models that are found, sorted.
  var names: [String] { get }

  /// What is known of a model before any weight is read, or nil if there is no such model.
  func model(named name: ModelName) -> ModelDescription?
}

/// A search that finds no model.
public struct NoModels: ModelSearch {
  /// A search that finds no model.
  public init() {}

  /// No names.
  public var names: [String] { [] }

  /// No model.
  public func model(named name: ModelName) -> ModelDescription? { nil }
}
