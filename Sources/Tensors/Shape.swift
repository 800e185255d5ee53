/// Arithmetic on shapes, which are lists of axis lengths, outermost first.
enum Shape {
  /// Number of elements of a shape; the empty shape has one.
  ///
  /// Requires lengths that are not negative and a product that fits in an `Int`.
  static func count(_ shape: [Int]) -> Int {
    var count = 1
    var overflow = false
    for length in shape {
      precondition(length >= 0, "shape \(shape) has a negative axis")
      let (product, over) = count.multipliedReportingOverflow(by: length)
      overflow = overflow || over
      count = product
    }
    precondition(!overflow || shape.contains(0), "shape \(shape) has too many elements")
    return shape.contains(0) ? 0 : count
  }

  /// Strides, in elements, of an array of this shape without gaps, the last axis innermost.
  static func rowMajorStrides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
  }

  /// An axis counted from the front, of one that may count from the back (−1 is the last).
  static func axis(_ axis: Int, rank: Int, operation: String) -> Int {
    precondition(
      axis >= -rank && axis < rank, "\(operation): axis \(axis) of a tensor of rank \(rank)")
    return axis < 0 ? axis + rank : axis
  }

  /// The shape that both broadcast to: axes are aligned at the back, and a length of 1 repeats.
  static func broadcast(_ a: [Int], _ b: [Int], operation: String) -> [Int] {
    let rank = max(a.count, b.count)
    return (0..<rank).map { axis in
      let i = axis - (rank - a.count)
      let j = axis - (rank - b.count)
      let p = i < 0 ? 1 : a[i]
      let q = j < 0 ? 1 : b[j]
      precondition(
        p == q || p == 1 || q == 1, "\(operation): shapes \(a) and \(b) do not broadcast")
      return p == 1 ? q : p
    }
  }
}
