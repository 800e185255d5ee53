public import Layers
public import Tensors

/// The attention of the transformer: the second of its two seams.
///
/// Stock FLUX is ``PlainFluxAttention``. A technique that shares or records keys and values, or hides
/// some tokens from others, is another attention. It is called once per block and evaluation.
public protocol FluxAttention: Sendable {
  /// Attends.
  ///
  /// - Parameters:
  ///   - q: Queries of all tokens, normalized but not yet rotated, `[batch, heads, tokens, head width]`.
  ///   - k: Keys, likewise.
  ///   - v: Values, `[batch, heads, tokens, head width]`.
  ///   - place: Where in the network and in the run this is.
  /// - Returns: The attended tokens, `[batch, heads, tokens, head width]`.
  func callAsFunction(_ q: Tensor, _ k: Tensor, _ v: Tensor, at place: FluxAttentionPlace) -> Tensor
}

/// Where in the network and in the run an attention is.
public struct FluxAttentionPlace: Sendable {
  /// The block that attends.
  public let block: FluxBlock
  /// Number of the denoising step, counted from 0.
  public let step: Int
  /// The rotation of each token's position.
  public let rotary: Rotary
  /// Which tokens belong to each stream, in the order of the streams; text comes first.
  public let streams: [Range<Int>]
}

/// Every token attends to all tokens.
///
///     softmax(rotated(q) · rotated(k)ᵀ / √width) · v
public struct PlainFluxAttention: FluxAttention {
  /// The attention of stock FLUX.
  public init() {}

  /// Attends.
  public func callAsFunction(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, at place: FluxAttentionPlace
  ) -> Tensor {
    .attention(place.rotary(q), place.rotary(k), v)
  }
}
