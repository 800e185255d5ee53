import Tensors

/// How much the velocity of each token of a picture owes to the words that are not the background's.
///
///     score = sum over steps of the mean over the token's numbers
///               of |velocity(prompt) − velocity(background alone)|
///
/// and those above the threshold are foreground that parts the scores into two classes with the least
/// variance within them: Otsu 1979, doi:10.1109/TSMC.1979.4310076.
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
    let new = FluxPacking.tokens(of: (whole - background).absolute()).mean(axis: 2).floats()
    scores = scores.isEmpty ? new : zip(scores, new).map { $0 + $1 }
  }

  /// The tokens whose score is above the threshold; none if all are equal.
  func mask(rows: Int, columns: Int) -> TokenMask {
    let threshold = threshold
    return TokenMask(rows: rows, columns: columns, scores.map { $0 > threshold })
  }

  /// The largest score of the lower class.
  private var threshold: Float {
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
