import Layers
import Tensors

/// The second half of an autoencoder: a latent to a picture.
///
/// Reference: `Decoder`, diffusers 0.42.1.
struct AutoencoderDecoder: Sendable {
  /// Residual blocks of one size, and the step to the next.
  struct Level: Sendable {
    let blocks: [AutoencoderResidualBlock]
    let upsampling: AutoencoderUpsampling?

    /// - Throws: ``WeightError`` if a weight is missing or has another shape.
    init(
      _ weights: Weights, from: Int, to: Int, isLast: Bool, _ c: AutoencoderConfiguration
    ) throws(WeightError) {
      blocks = try (0...c.blocksPerLevel).map { index throws(WeightError) in
        try AutoencoderResidualBlock(
          weights["resnets"][index], from: index == 0 ? from : to, to: to, groups: c.groups)
      }
      upsampling = isLast ? nil : try AutoencoderUpsampling(weights["upsamplers.0"], channels: to)
    }

    func callAsFunction(_ x: Tensor) -> Tensor {
      let x = blocks.reduce(x) { x, block in block(x) }
      return upsampling?(x) ?? x
    }
  }

  let convolutionIn: Convolution2D
  let middle: AutoencoderMiddle
  let levels: [Level]
  let normOut: GroupNorm
  let convolutionOut: Convolution2D

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ c: AutoencoderConfiguration) throws(WeightError) {
    let channels = Array(c.channels.reversed())
    let (first, last) = (channels[0], channels[channels.count - 1])
    convolutionIn = try Convolution2D(
      weights["conv_in"], from: c.latentChannels, to: first, size: 3)
    middle = try AutoencoderMiddle(weights["mid_block"], channels: first, c)
    levels = try channels.indices.map { index throws(WeightError) in
      try Level(
        weights["up_blocks"][index], from: channels[max(index - 1, 0)], to: channels[index],
        isLast: index == channels.count - 1, c)
    }
    normOut = try GroupNorm(
      weights["conv_norm_out"], groups: c.groups, channels: last, epsilon: 1e-6)
    convolutionOut = try Convolution2D(
      weights["conv_out"], from: last, to: c.outputChannels, size: 3)
  }

  /// - Parameter latent: `[batch, latentChannels, height, width]`, neither scaled nor shifted.
  /// - Returns: Pixels, `[batch, outputChannels, height · cell, width · cell]`.
  func callAsFunction(_ latent: Tensor) -> Tensor {
    let x = levels.reduce(middle(convolutionIn(latent))) { x, level in level(x) }
    return convolutionOut(normOut(x, activated: true))
  }
}
