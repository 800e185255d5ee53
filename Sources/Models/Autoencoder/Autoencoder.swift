public import Layers
public import Tensors

/// A network that makes a small latent of a picture, and the picture of its latent.
///
///     latent = (mean(picture) − shift) · scale
///     picture = decoder(latent / scale + shift)
///
/// Rombach et al. 2022, arXiv:2112.10752, §3.1. Reference: `AutoencoderKL`, diffusers 0.42.1.
public struct Autoencoder: Sendable {
  /// What the encoder says of a picture's latent: a Gaussian for each number of it.
  public struct Distribution: Sendable {
    /// The means, `[batch, latentChannels, height, width]`.
    public let mean: Tensor
    /// Logarithms of the variances, −30…20, of the same shape.
    public let logVariance: Tensor
  }

  /// The network's numbers.
  public let configuration: AutoencoderConfiguration
  private let encoder: AutoencoderEncoder
  private let quantConvolution: Convolution2D?
  private let postQuantConvolution: Convolution2D?
  private let decoder: AutoencoderDecoder

  /// Reads the weights under diffusers' names (``AutoencoderWeights``).
  ///
  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  public init(_ weights: Weights, _ c: AutoencoderConfiguration) throws(WeightError) {
    configuration = c
    encoder = try AutoencoderEncoder(weights["encoder"], c)
    quantConvolution =
      c.hasQuantConvolution
      ? try Convolution2D(
        weights["quant_conv"], from: 2 * c.latentChannels, to: 2 * c.latentChannels, size: 1) : nil
    postQuantConvolution =
      c.hasPostQuantConvolution
      ? try Convolution2D(
        weights["post_quant_conv"], from: c.latentChannels, to: c.latentChannels, size: 1) : nil
    decoder = try AutoencoderDecoder(weights["decoder"], c)
  }

  /// What the encoder says of a picture's latent, neither shifted nor scaled.
  ///
  /// - Parameter pixels: −1…1, `[batch, inputChannels, height, width]`; sides are best multiples of a
  ///   cell.
  /// - Returns: A Gaussian for each number of the latent.
  public func distribution(of pixels: Tensor) -> Distribution {
    let encoded = encoder(pixels)
    let parts = (quantConvolution?(encoded) ?? encoded).chunked(2, axis: 1)
    return Distribution(mean: parts[0], logVariance: parts[1].clamped(to: -30...20))
  }

  /// The latent of a picture: the mean of its distribution, shifted and scaled.
  ///
  /// - Parameter pixels: As of ``distribution(of:)``.
  /// - Returns: `[batch, latentChannels, height / cell, width / cell]`.
  public func encode(_ pixels: Tensor) -> Tensor {
    (distribution(of: pixels).mean - configuration.shift) * configuration.scale
  }

  /// The picture of a latent.
  ///
  /// - Parameter latent: `[batch, latentChannels, height, width]`.
  /// - Returns: Pixels, `[batch, outputChannels, height · cell, width · cell]`; −1…1 as far as the
  ///   network keeps to it, to be clamped where they become bytes.
  public func decode(_ latent: Tensor) -> Tensor {
    let latent = latent / configuration.scale + configuration.shift
    return decoder(postQuantConvolution?(latent) ?? latent)
  }
}
