public import Tensors
public import Testing

/// Expects two tensors of one shape that differ little.
///
/// Reports ‖actual − expected‖ / ‖expected‖ (‖actual‖ where expected is zero), the largest absolute
/// difference and its place. Infinite numbers must be equal, and NaN stand where NaN is expected.
///
/// - Parameters:
///   - actual: What was computed.
///   - expected: What it should be.
///   - relative: Largest relative error.
///   - sourceLocation: Where the expectation stands.
public func expectClose(
  _ actual: Tensor, _ expected: Tensor, relative: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual.shape == expected.shape else {
    Issue.record(
      "shape \(actual.shape) instead of \(expected.shape)", sourceLocation: sourceLocation)
    return
  }
  expectClose(
    actual.floats(), expected.floats(), relative: relative, sourceLocation: sourceLocation)
}

/// Expects two lists of one length that differ little; see ``expectClose(_:_:relative:sourceLocation:)``.
///
/// - Parameters:
///   - actual: What was computed.
///   - expected: What it should be.
///   - relative: Largest relative error.
///   - sourceLocation: Where the expectation stands.
public func expectClose(
  _ actual: [Float], _ expected: [Float], relative: Double,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual.count == expected.count else {
    Issue.record(
      "\(actual.count) numbers instead of \(expected.count)", sourceLocation: sourceLocation)
    return
  }
  let difference = Difference(actual, expected)
  if let place = difference.firstUnlike {
    Issue.record(
      "\(actual[place]) instead of \(expected[place]) at \(place)", sourceLocation: sourceLocation)
  } else if difference.relative > relative {
    Issue.record(
      """
      relative error \(difference.relative) above \(relative); \
      largest difference \(difference.largest) at \(difference.place): \
      \(actual[difference.place]) instead of \(expected[difference.place])
      """, sourceLocation: sourceLocation)
  }
}

/// ‖a − b‖ / ‖b‖, and ‖a‖ where b is zero.
public func relativeDistance(_ a: [Float], _ b: [Float]) -> Double {
  precondition(a.count == b.count, "distance of \(a.count) values to \(b.count)")
  return Difference(a, b).relative
}

/// How two lists of numbers differ.
private struct Difference {
  /// ‖a − b‖ / ‖b‖ over the finite numbers, and ‖a‖ where b is zero.
  private(set) var relative = 0.0
  /// The largest |a − b|, and its place.
  private(set) var largest = 0.0
  private(set) var place = 0
  /// The first place where one is infinite or NaN and the other is not the same.
  private(set) var firstUnlike: Int?

  init(_ a: [Float], _ b: [Float]) {
    var squares = 0.0
    var norm = 0.0
    for (i, (x, y)) in zip(a, b).enumerated() {
      guard x.isFinite && y.isFinite else {
        if x != y && !(x.isNaN && y.isNaN) && firstUnlike == nil { firstUnlike = i }
        continue
      }
      let distance = abs(Double(x) - Double(y))
      squares += distance * distance
      norm += Double(y) * Double(y)
      if distance > largest { (largest, place) = (distance, i) }
    }
    relative = norm == 0 ? squares.squareRoot() : (squares / norm).squareRoot()
  }
}
