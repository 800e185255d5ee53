public import Diffusion
public import Tensors

/// A FLUX transformer as a denoiser: conditioned by a prompt, told a guidance number.
///
/// For true classifier-free guidance, join two by ``ClassifierFreeGuidance``.
public struct FluxDenoiser: Denoiser {
  /// The guidance number that FLUX.1 dev is published with.
  public static let usualGuidance: Float = 3.5

  /// The network.
  public var transformer: FluxTransformer
  /// What the prompt says; one for all pictures of the batch, or one for each.
  public var conditioning: FluxConditioning
  /// The distilled guidance; a network without guidance does not look at it.
  public var guidance: Float
  /// To what precision sigma and guidance are told.
  public var precision: TimestepPrecision
  /// How tokens attend.
  public var attention: any FluxAttention

  /// A denoiser of stock FLUX, at the precision its weights are stored in.
  public init(
    _ transformer: FluxTransformer, _ conditioning: FluxConditioning,
    guidance: Float = usualGuidance, precision: TimestepPrecision? = nil,
    attention: any FluxAttention = PlainFluxAttention()
  ) {
    self.transformer = transformer
    self.conditioning = conditioning
    self.guidance = guidance
    self.precision = precision ?? TimestepPrecision(following: transformer.elementType)
    self.attention = attention
  }

  /// The velocity of a latent.
  ///
  /// - Parameters:
  ///   - latent: `[batch, channels, height, width]`, with even height and width.
  ///   - step: Where in the run the latent stands.
  /// - Returns: The shape of `latent`.
  /// - Throws: `CancellationError` if the task was cancelled; that is seen inside blocks too.
  public func prediction(of latent: Tensor, at step: DenoisingStep) async throws -> Tensor {
    let rows = latent.shape[2] / FluxPacking.patch
    let columns = latent.shape[3] / FluxPacking.patch
    let batch = latent.shape[0]
    let vector = transformer.vector(
      sigma: [step.sigma], guidance: [guidance], pooled: conditioning.pooled, precision: precision)
    var pass = FluxPass(
      transformer,
      [
        .text(conditioning.tokens.repeated(toBatch: batch)),
        .image(FluxPacking.tokens(of: latent), rows: rows, columns: columns),
      ],
      vector: vector, attention: attention, step: step.index)
    while try Parallel.untilCancelled({ pass.advance() }) {}
    return FluxPacking.latent(of: pass.velocity(), rows: rows, columns: columns)
  }
}

extension Tensor {
  /// The same for each element of a batch, where there is only one.
  fileprivate func repeated(toBatch batch: Int) -> Tensor {
    precondition(
      shape[0] == 1 || shape[0] == batch,
      "FluxDenoiser of \(batch) latents and a conditioning of \(shape[0])")
    return shape[0] == batch ? self : repeated(batch, axis: 0)
  }
}
