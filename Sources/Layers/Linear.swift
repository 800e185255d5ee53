public import Tensors

/// A linear map of the last axis.
///
///     y = x · weightᵀ + bias
///
/// The weight is used as it is stored: in its element type, or in blocks.
public struct Linear: Sendable {
  /// The weight, `[to, from]`.
  public let weight: WeightMatrix
  /// What is added, `[to]`; nil for a map without a bias.
  public let bias: Tensor?
  /// How a weight in blocks is multiplied: as the checkpoint was opened for.
  public let precision: ProductPrecision

  /// Reads `weight` and, if there is to be one, `bias`.
  ///
  /// A weight stored as a 1 × 1 convolution, `[to, from, 1, 1]`, is the same map and is taken too.
  ///
  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  public init(
    _ weights: Weights, from: Int, to: Int, bias: Bool = true
  ) throws(WeightError) {
    if weights.shape(of: "weight") == [to, from, 1, 1] {
      weight = .tensor(
        try weights.tensor("weight", shape: [to, from, 1, 1]).reshaped([to, from]))
    } else {
      weight = try weights.matrix("weight", shape: [to, from])
    }
    precision = weights.checkpoint.precision
    self.bias = bias ? try weights.tensor("bias", shape: [to]) : nil
  }

  /// Maps the last axis.
  ///
  /// - Parameter x: `[..., from]`.
  /// - Returns: `[..., to]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.linear(weight, bias: bias, precision: precision)
  }
}
