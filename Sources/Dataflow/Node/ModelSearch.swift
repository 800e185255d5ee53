/// Where a run finds models by name: injected, so that the engine knows no model and no tensor.
public protocol ModelSearch: Sendable {
  /// The names of all models that are found, sorted.
  var names: [String] { get }

  /// What is known of a model before any weight is read, or nil if there is no such model.
  func model(named name: ModelName) -> ModelDescription?
}

/// What is known of a model before any weight is read.
public struct ModelDescription: Sendable, Hashable {
  /// The model's name, or the path it was found by.
  public let name: String
  /// The architecture: `flux`, `sdxl`.
  public let family: String
  /// What the model can do, beyond what its family says.
  public let capabilities: [String]
  /// The folder or file that holds it.
  public let path: String
  /// Why it cannot be used, as one clause, if what it says of itself has a fault.
  public let fault: String?

  /// A description.
  public init(
    name: String, family: String, capabilities: [String] = [], path: String, fault: String? = nil
  ) {
    self.name = name
    self.family = family
    self.capabilities = capabilities
    self.path = path
    self.fault = fault
  }
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
