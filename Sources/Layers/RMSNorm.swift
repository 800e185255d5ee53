public import Tensors

/// Root-mean-square normalization over the last axis.
///
///     y = x / √(mean(x²) + ε) · scale
///
/// Zhang, Sennrich 2019, arXiv:1910.07467.
public struct RMSNorm: Sendable {
  /// Multiplies the normalized values, `[width]`.
  public let scale: Tensor
  /// Keeps the divisor from zero.
  public let epsilon: Float

  /// Reads the scale, under the name that publishers give it: `weight` or `scale`.
  ///
  /// - Throws: ``WeightError`` if it is missing or has another shape.
  public init(
    _ weights: Weights, named name: String = "weight", width: Int, epsilon: Float
  ) throws(WeightError) {
    scale = try weights.tensor(name, shape: [width])
    self.epsilon = epsilon
  }

  /// Normalizes the last axis.
  ///
  /// - Parameter x: `[..., width]`.
  /// - Returns: The shape of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.rmsNorm(scale: scale, epsilon: epsilon)
  }
}
