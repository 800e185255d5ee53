public import Tensors

/// Guidance away from what a negative conditioning predicts.
///
///     prediction = negative + scale · (positive − negative)
///
/// Two evaluations per prediction; at a scale of 1 the negative one drops out of the formula and is
/// not made. It stands beside, not for, the guidance number that distilled FLUX models are told.
/// Ho, Salimans 2022, arXiv:2207.12598; the form is that of diffusers:FluxPipeline, which leaves
/// guidance out at scales below 1 too.
public struct ClassifierFreeGuidance: Denoiser {
  private let positive: any Denoiser
  private let negative: any Denoiser
  private let scale: Float

  /// Joins two denoisers, of what is wanted and of what is not.
  public init(positive: any Denoiser, negative: any Denoiser, scale: Float) {
    self.positive = positive
    self.negative = negative
    self.scale = scale
  }

  /// The guided slope of the latent.
  public func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor {
    let wanted = try await positive.prediction(of: latent, at: step)
    guard scale != 1 else { return wanted }
    let unwanted = try await negative.prediction(of: latent, at: step)
    return unwanted + scale * (wanted - unwanted)
  }
}
