public import Layers
public import Tensors

/// T5's encoder: a text's tokens to a state for each.
///
/// Raffel et al. 2020, arXiv:1910.10683; version 1.1 with a gated MLP. Reference: `T5EncoderModel`,
/// transformers 5.23.0. Padding takes part: FLUX masks none.
public struct T5Encoder: Sendable {
  /// The encoder's numbers.
  public let configuration: T5Configuration
  private let tokenTable: Embedding
  private let positionBias: T5PositionBias
  private let blocks: [T5Block]
  private let finalNorm: RMSNorm

  /// Reads the weights.
  ///
  /// The table of tokens has either of its names, or both.
  ///
  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  public init(_ weights: Weights, _ c: T5Configuration) throws(WeightError) {
    let encoder = weights["encoder"]
    let shared = weights.contains("shared.weight")
    configuration = c
    tokenTable = try Embedding(
      shared ? weights["shared"] : encoder["embed_tokens"], count: c.vocabulary, width: c.width)
    encoder.skip("embed_tokens.weight")
    positionBias = try T5PositionBias(
      encoder["block.0.layer.0.SelfAttention.relative_attention_bias"], c)
    blocks = try (0..<c.depth).map { index throws(WeightError) in
      try T5Block(encoder["block"][index], c)
    }
    finalNorm = try RMSNorm(encoder["final_layer_norm"], width: c.width, epsilon: c.epsilon)
  }

  /// Encodes a batch of texts.
  ///
  /// - Parameter ids: Tokens, `[batch, tokens]`, each below the vocabulary's size; at least one.
  /// - Returns: The tokens after the final norm, `[batch, tokens, width]`.
  public func callAsFunction(_ ids: Tensor) -> Tensor {
    precondition(ids.rank == 2 && ids.shape[1] > 0, "T5Encoder of ids \(ids.shape)")
    let bias = positionBias(tokens: ids.shape[1])
    return finalNorm(blocks.reduce(tokenTable(ids)) { x, block in block(x, bias: bias) })
  }
}
