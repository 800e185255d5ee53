/// Why a scalar is no value of the type that was wanted.
public struct LiteralError: Error, CustomStringConvertible {
  /// What is wrong, as a clause that shows the scalar and says how to mend it.
  public let description: String

  /// A fault described by a clause.
  public init(_ description: String) {
    self.description = description
  }
}
