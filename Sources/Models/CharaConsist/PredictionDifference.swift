import Tensors

/// How much the velocity of each token of a picture owes to the words that are not the background's.
///
///     score = sum over steps of the mean over the token's numbers
///               of (velocity(prompt) − velocity(background alone))²
///     smoothed = score / 2 + mean of the scores above, below, left and right / 2
///
/// and those above the threshold are foreground that parts the smoothed scores into two classes with
/// the least variance within them: Otsu 1979, doi:10.1109/TSMC.1979.4310076.
///
/// The square of the difference is, up to a factor for each step, the information that the words carry
/// about the token: Kong et al. 2023, arXiv:2310.07972. A character has no holes of one token, and what
/// lies alone is noise; so each token asks those beside it.
struct PredictionDifference: Sendable {
  private var scores: [Float] = []

  /// The difference of no step yet.
  init() {}

  /// - Parameter scores: One for each token.
  init(scores: [Float]) {
    self.scores = scores
  }

  /// Adds what a step predicts.
  ///
  /// - Parameters:
  ///   - whole: Velocity of the whole prompt, `[1, channels, height, width]`.
  ///   - background: Velocity of the background alone.
  mutating func add(_ whole: Tensor, _ background: Tensor) {
    let new = FluxPacking.tokens(of: (whole - background).squared()).mean(axis: 2).floats()
    scores = scores.isEmpty ? new : zip(scores, new).map { $0 + $1 }
  }

  /// The tokens whose smoothed score is above the threshold; none if all are equal.
  func mask(rows: Int, columns: Int) -> TokenMask {
    let smoothed = smoothed(rows: rows, columns: columns)
    let threshold = threshold(of: smoothed)
    return TokenMask(rows: rows, columns: columns, smoothed.map { $0 > threshold })
  }

  /// The scores, each mixed with those beside it; at an edge the token's own stands for the one outside.
  func smoothed(rows: Int, columns: Int) -> [Float] {
    scores.indices.map { token in
      let (row, column) = token.quotientAndRemainder(dividingBy: columns)
      let beside =
        scores[row > 0 ? token - columns : token] + scores[row < rows - 1 ? token + columns : token]
        + scores[column > 0 ? token - 1 : token] + scores[column < columns - 1 ? token + 1 : token]
      return scores[token] / 2 + beside / 8
    }
  }

  /// The largest score of the lower class.
  private func threshold(of scores: [Float]) -> Float {
    let sorted = scores.sorted()
    let total = sorted.reduce(0.0) { $0 + Double($1) }
    var best = (spread: -Double.infinity, threshold: sorted.last ?? 0)
    var below = 0.0
    for count in 1..<max(sorted.count, 1) {
      below += Double(sorted[count - 1])
      guard sorted[count - 1] < sorted[count] else { continue }
      let (low, high) = (Double(count), Double(sorted.count - count))
      let gap = (total - below) / high - below / low
      let spread = low * high * gap * gap
      if spread > best.spread { best = (spread, sorted[count - 1]) }
    }
    return best.threshold
  }
}
