/// Parts of a FLUX model that do not fit each other.
public enum FluxPartsError: Error, Hashable, CustomStringConvertible {
  /// A text encoder gives vectors of another width than the transformer reads.
  case textWidth(transformer: String, reads: Int, encoder: String, gives: Int)
  /// The transformer reads tokens of other sizes than the autoencoder's latents make.
  case latentChannels(transformer: String, reads: Int, autoencoder: String, gives: Int)

  /// A tokenizer gives tokens that the text encoder does not know.
  case vocabulary(tokenizer: String, gives: Int, encoder: String, knows: Int)
  /// A sequence of tokens has no room for those that stand at its ends.
  case textLength(tokenizer: String, needs: Int, given: Int)

  /// Both files, what one gives and the other reads.
  public var description: String {
    switch self {
    case .textWidth(let transformer, let reads, let encoder, let gives):
      "\(transformer) reads text of width \(reads), and \(encoder) gives width \(gives)"
    case .latentChannels(let transformer, let reads, let autoencoder, let gives):
      "\(transformer) reads tokens of \(reads) channels, and latents of \(autoencoder), of"
        + " \(gives) channels, make tokens of \(gives * 4)"
    case .vocabulary(let tokenizer, let gives, let encoder, let knows):
      "\(tokenizer) gives \(gives) tokens, and \(encoder) knows \(knows)"
    case .textLength(let tokenizer, let needs, let given):
      "\(tokenizer) puts \(needs) tokens around a text, and the sequence has \(given)"
    }
  }
}
