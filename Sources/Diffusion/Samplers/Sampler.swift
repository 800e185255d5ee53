public import Tensors

/// The rule that goes from one sigma to the next.
public protocol Sampler: Sendable {
  /// Takes one step.
  ///
  /// - Parameters:
  ///   - latent: The latent at `step.sigma`, float32.
  ///   - step: From where to where.
  ///   - denoiser: What predicts the slope of the latent.
  /// - Returns: The latent at `step.nextSigma`, and the clean latent estimated on the way.
  /// - Throws: What the denoiser throws.
  func move(
    _ latent: Tensor, over step: DenoisingStep, with denoiser: any Denoiser
  ) async throws -> (latent: Tensor, estimate: Tensor)
}
