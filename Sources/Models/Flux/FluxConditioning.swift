public import Tensors

/// What a prompt tells the transformer.
public struct FluxConditioning: Sendable {
  /// The prompt as the T5 encoder gives it, padding included, `[batch, tokens, text width]`.
  public var tokens: Tensor
  /// The prompt as the CLIP encoder pools it, `[batch, pooled width]`.
  public var pooled: Tensor

  /// A conditioning for one picture, or one for each of a batch.
  public init(tokens: Tensor, pooled: Tensor) {
    precondition(
      tokens.rank == 3 && pooled.rank == 2 && tokens.shape[0] == pooled.shape[0],
      "FluxConditioning of tokens \(tokens.shape) and pooled text \(pooled.shape)")
    self.tokens = tokens
    self.pooled = pooled
  }
}
