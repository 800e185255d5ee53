public import Tensors

/// Layer normalization over the last axis.
///
///     y = (x − mean(x)) / √(variance(x) + ε) · scale + bias
///
/// Ba, Kiros, Hinton 2016, arXiv:1607.06450.
public struct LayerNorm: Sendable {
  /// Multiplies the normalized values, `[width]`; nil where nothing is learned.
  public let scale: Tensor?
  /// Added to the scaled values, `[width]`; nil where nothing is learned.
  public let bias: Tensor?
  /// Keeps the divisor from zero.
  public let epsilon: Float

  /// A norm without learned parts, for any width.
  public init(epsilon: Float) {
    scale = nil
    bias = nil
    self.epsilon = epsilon
  }

  /// Reads `weight` and `bias`.
  ///
  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  public init(_ weights: Weights, width: Int, epsilon: Float) throws(WeightError) {
    scale = try weights.tensor("weight", shape: [width])
    bias = try weights.tensor("bias", shape: [width])
    self.epsilon = epsilon
  }

  /// Normalizes the last axis.
  ///
  /// - Parameter x: `[..., width]`.
  /// - Returns: The shape of `x`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.layerNorm(scale: scale, bias: bias, epsilon: epsilon)
  }
}
