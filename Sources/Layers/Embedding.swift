public import Tensors

/// A table of vectors, looked up by number.
public struct Embedding: Sendable {
  /// The table, `[count, width]`.
  public let table: WeightMatrix

  /// Reads `weight`.
  ///
  /// - Throws: ``WeightError`` if it is missing or has another shape.
  public init(_ weights: Weights, count: Int, width: Int) throws(WeightError) {
    table = try weights.matrix("weight", shape: [count, width])
  }

  /// The vectors of the first places, for tables of positions.
  ///
  /// - Returns: `[count, width]`.
  public func first(_ count: Int) -> Tensor {
    table.sliced(rows: 0..<count).widened()
  }

  /// Looks vectors up.
  ///
  /// - Parameter indices: Whole numbers below the table's count, of any shape `[...]`.
  /// - Returns: `[..., width]`.
  public func callAsFunction(_ indices: Tensor) -> Tensor {
    table.gatheredRows(indices)
  }
}
