import Tensors

/// How much each token of a picture attends to the words for the background and to those for the
/// character, over the single-stream blocks of one step.
///
///     weights = softmax(q · kᵀ)                   over the words of the text alone, unscaled
///     background = mean over heads, blocks and the words of the background of weights
///     foreground = mean over heads, blocks and all other words of weights
///
/// Reference: CharaConsistAttnProcessor2_0.get_curr_attn_weights. There is no 1/√width in it.
struct ForegroundMeasure: Sendable {
  /// The difference, foreground − background, summed over blocks, `[tokens]`.
  private var lead: Tensor?

  /// Adds what a block sees.
  ///
  /// - Parameters:
  ///   - q: Rotated queries of the picture's tokens, `[1, heads, tokens, head width]`.
  ///   - k: Rotated keys of the text, `[1, heads, words or more, head width]`.
  ///   - lengths: How many of the keys are words.
  mutating func add(_ q: Tensor, _ k: Tensor, lengths: PromptLengths) {
    let words = k.sliced(axis: 2, 0..<lengths.words)
    let weights = Tensor.meanAttentionWeights(q, words, scale: 1).selected(axis: 0, at: 0)
    let parts = weights.split([lengths.background, lengths.words - lengths.background], axis: 1)
    let new = parts[1].mean(axis: 1) - parts[0].mean(axis: 1)
    lead = lead.map { $0 + new } ?? new
  }

  /// The tokens that attend to the character at least as much as to the background.
  func mask(rows: Int, columns: Int) -> TokenMask {
    guard let lead else { preconditionFailure("ForegroundMeasure.mask of no block") }
    return TokenMask(rows: rows, columns: columns, lead.floats().map { $0 >= 0 })
  }
}

/// How many tokens of a prompt stand for what.
public struct PromptLengths: Sendable, Hashable {
  /// The words of the background, with which the prompt begins.
  public let background: Int
  /// All words, without the end and what fills up the sequence.
  public let words: Int

  /// Lengths of a prompt that has words of the background and others.
  public init(background: Int, words: Int) {
    precondition(
      0 < background && background < words,
      "PromptLengths of \(words) words, \(background) of them for the background")
    self.background = background
    self.words = words
  }
}
