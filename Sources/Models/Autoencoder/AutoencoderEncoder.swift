import Layers
import Tensors

/// The first half of an autoencoder: a picture to the mean and log variance of its latent.
///
/// Reference: `Encoder`, diffusers 0.42.1.
struct AutoencoderEncoder: Sendable {
  /// Residual blocks of one size, and the step to the next.
  struct Level: Sendable {
    let blocks: [AutoencoderResidualBlock]
    let downsampling: AutoencoderDownsampling?

    /// - Throws: ``WeightError`` if a weight is missing or has another shape.
    init(
      _ weights: Weights, from: Int, to: Int, isLast: Bool, _ c: AutoencoderConfiguration
    ) throws(WeightError) {
      blocks = try (0..<c.blocksPerLevel).map { index throws(WeightError) in
        try AutoencoderResidualBlock(
          weights["resnets"][index], from: index == 0 ? from : to, to: to, groups: c.groups)
      }
      downsampling =
        isLast ? nil : try AutoencoderDownsampling(weights["downsamplers.0"], channels: to)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
      let x = blocks.reduce(x) { x, block in block(x) }
      return downsampling?(x) ?? x
    }
  }

  let convolutionIn: Convolution2D
  let levels: [Level]
  let middle: AutoencoderMiddle
  let normOut: GroupNorm
  let convolutionOut: Convolution2D

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ c: AutoencoderConfiguration) throws(WeightError) {
    let (first, last) = (c.channels[0], c.channels[c.channels.count - 1])
    convolutionIn = try Convolution2D(
      weights["conv_in"], from: c.inputChannels, to: first, size: 3)
    levels = try c.channels.indices.map { index throws(WeightError) in
      try Level(
        weights["down_blocks"][index], from: c.channels[max(index - 1, 0)], to: c.channels[index],
        isLast: index == c.channels.count - 1, c)
    }
    middle = try AutoencoderMiddle(weights["mid_block"], channels: last, c)
    normOut = try GroupNorm(
      weights["conv_norm_out"], groups: c.groups, channels: last, epsilon: 1e-6)
    convolutionOut = try Convolution2D(
      weights["conv_out"], from: last, to: 2 * c.latentChannels, size: 3)
  }

  /// - Parameter pixels: −1…1, `[batch, inputChannels, height, width]`.
  /// - Returns: Mean, then log variance: `[batch, 2 · latentChannels, height / cell, width / cell]`.
  func callAsFunction(_ pixels: Tensor) -> Tensor {
    let x = middle(levels.reduce(convolutionIn(pixels)) { x, level in level(x) })
    return convolutionOut(normOut(x, activated: true))
  }
}
