/// One turn of a denoising run: from one sigma to the next.
public struct DenoisingStep: Sendable, Hashable {
  /// Number of the step, counted from 0.
  public let index: Int
  /// How many steps the run has.
  public let count: Int
  /// Standard deviation of the noise in the latent now.
  public let sigma: Float
  /// The sigma that the step leads to; 0 at the end of the last.
  public let nextSigma: Float

  /// Describes a step.
  public init(index: Int, count: Int, sigma: Float, nextSigma: Float) {
    self.index = index
    self.count = count
    self.sigma = sigma
    self.nextSigma = nextSigma
  }
}
