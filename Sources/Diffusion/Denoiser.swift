public import Tensors

/// What predicts, from a noisy latent, the way to a clean one.
///
///     prediction = d latent / d sigma        clean estimate = latent − sigma · prediction
///
/// For a flow model that is the velocity, noise − clean, where latent = (1 − sigma) · clean +
/// sigma · noise; where latent = clean + sigma · noise, it is the noise itself. A sampler needs no
/// more than this slope, and so knows no model; a denoiser knows no sampler.
///
/// Read next: ``DenoisingStep``, ``Denoising``, then `Schedules/`, `Samplers/` and
/// ``ClassifierFreeGuidance``.
public protocol Denoiser: Sendable {
  /// The slope of the latent.
  ///
  /// - Parameters:
  ///   - latent: `[batch, channels, height, width]`.
  ///   - step: Where in the run the latent stands.
  /// - Returns: The shape of `latent`.
  /// - Throws: `CancellationError` if the task was cancelled, and what the denoiser itself needs to say.
  func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor
}
