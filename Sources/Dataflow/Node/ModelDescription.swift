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
