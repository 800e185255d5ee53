public import Dataflow
public import Models

/// What is kept of the picture that shows who a character is, for other pictures to show it too.
public struct IdentityBank: GraphValue {
  /// What is kept.
  public let bank: CharaConsistBank
  /// A mark of the weights it was made with.
  public let weights: String

  /// A bank.
  public init(_ bank: CharaConsistBank, weights: String) {
    self.bank = bank
    self.weights = weights
  }

  /// What the tensors take, in bytes.
  public var byteCount: Int { bank.byteCount }

  /// Kind and size: `IdentityBank 8×8 tokens, 23 of the character`.
  public var display: String {
    let mask = bank.foreground
    return "IdentityBank \(mask.columns)×\(mask.rows) tokens, \(mask.count) of the character"
  }
}
