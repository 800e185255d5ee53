/// A checkpoint that does not hold a weight as a network needs it.
public struct WeightError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with the weight.
  public enum Fault: Hashable, Sendable {
    /// No tensor of this name is stored. The nearest stored name, if one is near.
    case missing(nearest: String?)
    /// The stored tensor has another shape.
    case shape(expected: [Int], found: [Int])
    /// The stored tensor cannot be what it has to be: `of floating-point numbers`, say.
    case unfit(expected: String, found: String)
    /// Two stored tensors have the same meaning; the name of the other.
    case duplicate(of: String)
  }

  /// Path of the file, or of the folder where no single file is at fault.
  public let file: String
  /// The tensor, by its name in the file; by the name asked for where none is stored.
  public let key: String
  /// What is wrong with it.
  public let fault: Fault

  /// Describes a fault in a tensor.
  public init(file: String, key: String, fault: Fault) {
    self.file = file
    self.key = key
    self.fault = fault
  }

  /// File, key, expected, found, in one clause.
  public var description: String {
    switch fault {
    case .missing(let nearest):
      let hint = nearest.map { "; the nearest name is '\($0)'" } ?? ""
      return "\(file): expected a tensor '\(key)', found none\(hint)"
    case .shape(let expected, let found):
      return "\(file): expected '\(key)' of shape \(expected), found \(found)"
    case .unfit(let expected, let found):
      return "\(file): expected '\(key)' \(expected), found \(found)"
    case .duplicate(let other):
      return "\(file): expected one of '\(key)' and '\(other)', found both"
    }
  }
}
