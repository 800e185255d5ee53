public import Diffusion
public import Tensors

/// A denoiser that tells a run of CharaConsist what its velocity would be without the character.
///
/// In the steps that measure the mask by it, that is a second evaluation.
public struct ForegroundComparison: Denoiser {
  private let whole: any Denoiser
  private let background: any Denoiser
  private let attention: CharaConsistAttention

  /// - Parameters:
  ///   - whole: What predicts by the whole prompt, with the attention.
  ///   - background: What predicts by the background alone, with plain attention.
  ///   - attention: The attention of the run.
  public init(
    _ whole: any Denoiser, background: any Denoiser, attention: CharaConsistAttention
  ) {
    self.whole = whole
    self.background = background
    self.attention = attention
  }

  /// The velocity by the whole prompt.
  public func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor {
    let velocity = try await whole.prediction(of: latent, at: step)
    if attention.wantsDifference(inStep: step.index) {
      attention.take(velocity, without: try await background.prediction(of: latent, at: step))
    }
    return velocity
  }
}
