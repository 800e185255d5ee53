public import Tensors

/// Normalization over groups of channels and all places.
///
///     y = (x − mean) / √(variance + ε) · scale + bias      mean, variance of each group
///
/// Wu, He 2018, arXiv:1803.08494.
public struct GroupNorm: Sendable {
  /// How many groups the channels are divided into, in order.
  public let groups: Int
  /// Multiplies the normalized values, `[channels]`.
  public let scale: Tensor
  /// Added to the scaled values, `[channels]`.
  public let bias: Tensor
  /// Keeps the divisor from zero.
  public let epsilon: Float

  /// Reads `weight` and `bias`.
  ///
  /// - Precondition: The channels are a multiple of the groups.
  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  public init(
    _ weights: Weights, groups: Int, channels: Int, epsilon: Float
  ) throws(WeightError) {
    precondition(channels % groups == 0, "GroupNorm of \(channels) channels in \(groups) groups")
    self.groups = groups
    scale = try weights.tensor("weight", shape: [channels])
    bias = try weights.tensor("bias", shape: [channels])
    self.epsilon = epsilon
  }

  /// Normalizes each group of each member of the batch.
  ///
  /// - Parameters:
  ///   - x: `[batch, channels, ...]`.
  ///   - activated: Whether to give the SiLU of the result.
  /// - Returns: The shape of `x`.
  public func callAsFunction(_ x: Tensor, activated: Bool = false) -> Tensor {
    x.groupNorm(groups: groups, scale: scale, bias: bias, epsilon: epsilon, activated: activated)
  }
}
