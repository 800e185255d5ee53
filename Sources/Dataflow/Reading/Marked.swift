/// A value and the place where it was written.
public struct Marked<Value: Sendable>: Sendable {
  /// The value.
  public let value: Value
  /// Where it was written.
  public let position: SourcePosition

  /// A value at a place.
  public init(_ value: Value, at position: SourcePosition) {
    self.value = value
    self.position = position
  }
}
