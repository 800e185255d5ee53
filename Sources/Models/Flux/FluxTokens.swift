import Tensors

/// A stream on its way through the blocks.
struct FluxTokens: Sendable {
  /// Whose weights the tokens use where text and image have their own.
  let side: FluxStream.Side
  /// The tokens, `[batch, tokens, width]`.
  var tokens: Tensor
  /// The vector that modulates them, `[batch, 1, width]`, or one for each token.
  let vector: Tensor
  /// What is added to the vector in some blocks.
  let vectorOffsets: [FluxBlock: Tensor]
  /// Low-rank changes of the weights.
  let adapters: FluxAdapters

  /// The vector in a block.
  func vector(in block: FluxBlock) -> Tensor {
    vectorOffsets[block].map { vector + $0 } ?? vector
  }
}
