public import Tensors

/// Euler's method: along the slope at the start of the step.
///
///     x ← x + (σ′ − σ) · prediction(x, σ)
///
/// Reference: diffusers:FlowMatchEulerDiscreteScheduler.step.
public struct EulerSampler: Sampler {
  /// Euler's method has nothing to set.
  public init() {}

  /// Takes one step, by one evaluation.
  public func move(
    _ latent: Tensor, over step: DenoisingStep, with denoiser: any Denoiser
  ) async throws -> (latent: Tensor, estimate: Tensor) {
    let slope = try await denoiser.prediction(of: latent, at: step)
    return (latent + (step.nextSigma - step.sigma) * slope, latent - step.sigma * slope)
  }
}
