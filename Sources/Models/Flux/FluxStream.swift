public import Tensors

/// Tokens that enter the transformer together: the first of its two seams.
///
/// Stock FLUX has two streams, the text and the picture. A technique adds others (the tokens of a
/// reference picture), or gives a stream a vector, positions or adapters that the others do not have.
/// All streams attend together; the output is the velocity of the first picture, and what the other
/// streams have become is dropped.
public struct FluxStream: Sendable {
  /// Whose weights the tokens use where text and image have their own.
  public enum Side: Sendable, Hashable {
    case text, image
  }

  /// Whose weights the tokens use where text and image have their own.
  public var side: Side
  /// The tokens as they enter, `[batch, tokens, text width]` or `[batch, tokens, input channels]`.
  public var tokens: Tensor
  /// Where each token stands.
  public var positions: [FluxPosition]
  /// The vector that modulates these tokens, `[batch, 1, width]`, or one for each token, `[batch,
  /// tokens, width]`; nil for the one that the whole run has.
  public var vector: Tensor?
  /// What is added to the vector in a block, of a shape that broadcasts to `[batch, tokens, width]`.
  public var vectorOffsets: [FluxBlock: Tensor]
  /// Low-rank changes of the weights that hold for these tokens only.
  public var adapters: FluxAdapters

  /// A stream, by default without anything of its own but tokens and places.
  public init(
    _ side: Side, tokens: Tensor, positions: [FluxPosition], vector: Tensor? = nil,
    vectorOffsets: [FluxBlock: Tensor] = [:], adapters: FluxAdapters = FluxAdapters()
  ) {
    precondition(
      tokens.rank == 3 && tokens.shape[1] == positions.count,
      "FluxStream of tokens \(tokens.shape) at \(positions.count) places")
    self.side = side
    self.tokens = tokens
    self.positions = positions
    self.vector = vector
    self.vectorOffsets = vectorOffsets
    self.adapters = adapters
  }

  /// The prompt, as the T5 encoder gives it: `[batch, tokens, text width]`.
  public static func text(_ tokens: Tensor) -> FluxStream {
    FluxStream(
      .text, tokens: tokens,
      positions: [FluxPosition](repeating: FluxPosition(), count: tokens.shape[1]))
  }

  /// A picture, as ``FluxPacking`` cuts its latent: `[batch, rows · columns, input channels]`.
  public static func image(_ tokens: Tensor, rows: Int, columns: Int, plane: Int = 0) -> FluxStream
  {
    FluxStream(
      .image, tokens: tokens,
      positions: FluxPosition.grid(rows: rows, columns: columns, plane: plane))
  }
}
