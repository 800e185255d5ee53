/// A range that can bound an ``Input``: `64...4096`, `1...` or `...1`.
public protocol ValueRange<Bound>: Sendable {
  /// The type of the values in the range.
  associatedtype Bound: GraphValue & Comparable

  /// The least value in the range, if there is one.
  var minimum: Bound? { get }

  /// The greatest value in the range, if there is one.
  var maximum: Bound? { get }

  /// Whether a value lies in the range.
  func contains(_ value: Bound) -> Bool
}

extension ClosedRange: ValueRange where Bound: GraphValue {
  /// The lower bound.
  public var minimum: Bound? { lowerBound }

  /// The upper bound.
  public var maximum: Bound? { upperBound }
}

extension PartialRangeFrom: ValueRange where Bound: GraphValue {
  /// The lower bound.
  public var minimum: Bound? { lowerBound }

  /// The range has no end.
  public var maximum: Bound? { nil }
}

extension PartialRangeThrough: ValueRange where Bound: GraphValue {
  /// The range has no beginning.
  public var minimum: Bound? { nil }

  /// The upper bound.
  public var maximum: Bound? { upperBound }
}

/// A range with a bound on both sides, one, or none: what `in:` in a graph says.
struct OpenRange<Bound: GraphValue & Comparable>: ValueRange {
  let minimum: Bound?
  let maximum: Bound?

  func contains(_ value: Bound) -> Bool {
    (minimum.map { $0 <= value } ?? true) && (maximum.map { value <= $0 } ?? true)
  }
}
