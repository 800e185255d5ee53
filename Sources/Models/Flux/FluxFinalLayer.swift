import Layers
import Tensors

/// The end of the transformer: from tokens to their velocity.
///
///     linear((1 + scale) · norm(x) + shift),   shift = linear(silu(vector)), scale likewise
///
/// The two maps are halves of one stored matrix, in an order that differs between the forms of
/// checkpoints. Reference: diffusers:AdaLayerNormContinuous.
struct FluxFinalLayer: Sendable {
  private let norm = LayerNorm(epsilon: fluxEpsilon)
  private let shift: Linear
  private let scale: Linear
  private let out: Linear

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ c: FluxConfiguration) throws(WeightError) {
    shift = try Linear(weights["norm_out"]["shift"], from: c.width, to: c.width)
    scale = try Linear(weights["norm_out"]["scale"], from: c.width, to: c.width)
    out = try Linear(weights["proj_out"], from: c.width, to: c.outputChannels)
  }

  /// - Parameters:
  ///   - x: The picture's tokens, `[batch, tokens, width]`.
  ///   - vector: `[batch, 1, width]`.
  /// - Returns: `[batch, tokens, output channels]`.
  func callAsFunction(_ x: Tensor, vector: Tensor) -> Tensor {
    let activated = vector.silu()
    return out((1 + scale(activated)) * norm(x) + shift(activated))
  }
}
