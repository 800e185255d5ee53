public import Tensors

/// Heun's method: along the mean of the slopes at both ends of Euler's step.
///
///     y = x + (σ′ − σ) · prediction(x, σ)
///     x ← x + (σ′ − σ) · ½ · (prediction(x, σ) + prediction(y, σ′))
///
/// Of second order, at two evaluations per step; a step to sigma 0 is Euler's, because a denoiser
/// says nothing about a clean latent. Karras et al. 2022, arXiv:2206.00364, algorithm 1 without its
/// noise. Reference: diffusers:FlowMatchHeunDiscreteScheduler.step.
public struct HeunSampler: Sampler {
  /// Heun's method has nothing to set.
  public init() {}

  /// Takes one step, by two evaluations.
  public func move(
    _ latent: Tensor, over step: DenoisingStep, with denoiser: any Denoiser
  ) async throws -> (latent: Tensor, estimate: Tensor) {
    let distance = step.nextSigma - step.sigma
    var slope = try await denoiser.prediction(of: latent, at: step)
    if step.nextSigma > 0 {
      let end = DenoisingStep(
        index: step.index, count: step.count, sigma: step.nextSigma, nextSigma: step.nextSigma)
      let slopeAtEnd = try await denoiser.prediction(of: latent + distance * slope, at: end)
      slope = 0.5 * (slope + slopeAtEnd)
    }
    return (latent + distance * slope, latent - step.sigma * slope)
  }
}
