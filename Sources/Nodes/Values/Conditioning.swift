public import Dataflow
import Models
public import Tensors

/// What steers a denoiser, as the text encoders of a model made it.
public struct Conditioning: GraphValue {
  /// Embeddings of the text's tokens, `[1, tokens, width]`.
  public let tokens: Tensor
  /// One embedding of the whole text, `[1, width]`.
  public let pooled: Tensor

  /// A conditioning.
  public init(tokens: Tensor, pooled: Tensor) {
    self.tokens = tokens
    self.pooled = pooled
  }

  /// What the embeddings take, in bytes.
  public var byteCount: Int { (tokens.count + pooled.count) * 4 }

  /// Kind and size: `Conditioning 64 tokens`.
  public var display: String { "Conditioning \(tokens.shape[1]) tokens" }
}

extension Conditioning {
  /// As the transformer of a FLUX model reads it.
  var flux: FluxConditioning { FluxConditioning(tokens: tokens, pooled: pooled) }
}
