public import Dataflow
public import Models

/// A prompt for a picture of a character, as the text encoders read it, and what its words stand for.
public struct CharacterPrompt: GraphValue {
  /// What steers the denoiser.
  public let conditioning: Conditioning
  /// What the background alone would steer the denoiser to.
  public let background: Conditioning
  /// How many words stand for the background, and how many there are.
  public let lengths: PromptLengths

  /// A prompt.
  public init(conditioning: Conditioning, background: Conditioning, lengths: PromptLengths) {
    self.conditioning = conditioning
    self.background = background
    self.lengths = lengths
  }

  /// What the embeddings take, in bytes.
  public var byteCount: Int { conditioning.byteCount + background.byteCount }

  /// Kind and size: `CharacterPrompt 9 words, 3 of the background`.
  public var display: String {
    "CharacterPrompt \(lengths.words) words, \(lengths.background) of the background"
  }
}
