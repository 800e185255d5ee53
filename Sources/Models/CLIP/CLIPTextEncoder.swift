public import Layers
public import Tensors

/// CLIP's text encoder: a text's tokens to a state for each, and one vector for the text.
///
/// Radford et al. 2021, arXiv:2103.00020. Reference: `CLIPTextModel` and
/// `CLIPTextModelWithProjection`, transformers 5.23.0. FLUX uses the pooled vector.
public struct CLIPTextEncoder: Sendable {
  /// What the encoder makes of a batch of texts.
  public struct Output: Sendable {
    /// The tokens as they enter the first block, after it, … after the last: `depth + 1` tensors
    /// `[batch, tokens, width]`, before the final norm.
    public let hiddenStates: [Tensor]
    /// The tokens after the final norm, `[batch, tokens, width]`.
    public let tokens: Tensor
    /// The final state of each text's end, `[batch, width]`.
    public let pooled: Tensor
    /// The pooled vector in the space shared with pictures, `[batch, projectionWidth]`; nil where
    /// the checkpoint has no projection.
    public let projected: Tensor?
  }

  /// The encoder's numbers.
  public let configuration: CLIPConfiguration
  private let tokenTable: Embedding
  private let positionTable: Embedding
  private let blocks: [CLIPBlock]
  private let finalNorm: LayerNorm
  private let projection: Linear?

  /// Reads the weights, whose names may begin with `text_model` or not.
  ///
  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  public init(_ weights: Weights, _ c: CLIPConfiguration) throws(WeightError) {
    let bare = weights.contains("embeddings.token_embedding.weight")
    let body = bare ? weights : weights["text_model"]
    configuration = c
    tokenTable = try Embedding(
      body["embeddings.token_embedding"], count: c.vocabulary, width: c.width)
    positionTable = try Embedding(
      body["embeddings.position_embedding"], count: c.positions, width: c.width)
    body.skip("embeddings.position_ids")
    blocks = try (0..<c.depth).map { index throws(WeightError) in
      try CLIPBlock(body["encoder.layers"][index], c)
    }
    finalNorm = try LayerNorm(body["final_layer_norm"], width: c.width, epsilon: c.epsilon)
    projection =
      weights.contains("text_projection.weight")
      ? try Linear(weights["text_projection"], from: c.width, to: c.projectionWidth, bias: false)
      : nil
  }

  /// Encodes a batch of texts.
  ///
  /// - Parameter ids: Tokens, `[batch, tokens]`, each below the vocabulary's size; from 1 to
  ///   `positions` of them, padded as the tokenizer pads. Padding is not masked.
  /// - Returns: The states of all tokens, and a vector for each text.
  public func callAsFunction(_ ids: Tensor) -> Output {
    precondition(
      ids.rank == 2 && (1...configuration.positions).contains(ids.shape[1]),
      "CLIPTextEncoder of ids \(ids.shape), at most \(configuration.positions) tokens")
    var states = [tokenTable(ids) + positionTable.first(ids.shape[1])]
    for block in blocks {
      states.append(block(states[states.count - 1]))
    }
    let tokens = finalNorm(states[states.count - 1])
    let pooled = CLIPPooling(endToken: configuration.endToken)(tokens, ids: ids)
    return Output(
      hiddenStates: states, tokens: tokens, pooled: pooled, projected: projection?(pooled))
  }
}
