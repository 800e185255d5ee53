import Layers
import Tensors

/// What both halves have at the smallest size: a residual block, attention, a residual block.
///
/// Reference: `UNetMidBlock2D`, diffusers 0.42.1.
struct AutoencoderMiddle: Sendable {
  let first: AutoencoderResidualBlock
  let attention: AutoencoderAttention?
  let last: AutoencoderResidualBlock

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(
    _ weights: Weights, channels: Int, _ c: AutoencoderConfiguration
  ) throws(WeightError) {
    first = try AutoencoderResidualBlock(
      weights["resnets.0"], from: channels, to: channels, groups: c.groups)
    attention =
      c.hasMiddleAttention
      ? try AutoencoderAttention(
        weights["attentions.0"], channels: channels, groups: c.groups) : nil
    last = try AutoencoderResidualBlock(
      weights["resnets.1"], from: channels, to: channels, groups: c.groups)
  }

  /// - Parameter x: `[batch, channels, height, width]`.
  /// - Returns: The shape of `x`.
  func callAsFunction(_ x: Tensor) -> Tensor {
    let inner = first(x)
    return last(attention?(inner) ?? inner)
  }
}
