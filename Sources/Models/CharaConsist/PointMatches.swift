import Tensors

/// Which token of the identity each token of a picture is most like.
public struct PointMatches: Sendable {
  /// For each token of the picture, the token of the identity it is most like.
  public let partners: [Int]
  /// How alike they are: the cosine of what they attended to, averaged over the single-stream blocks.
  public let similarities: [Float]

  /// The tokens of the picture whose match counts, in ascending order.
  ///
  /// A token counts if it is foreground, so is its partner, and they are alike enough. Several may have
  /// one partner.
  public let places: [Int]

  /// Matches of each token of a picture.
  ///
  /// Reference: get_shared_fg_mask.
  ///
  /// - Parameters:
  ///   - partners: For each token, the one it is most like.
  ///   - similarities: How alike they are.
  ///   - foreground: The picture's foreground.
  ///   - identity: The identity's foreground.
  ///   - threshold: More than how alike two must be to count.
  public init(
    partners: [Int], similarities: [Float], foreground: TokenMask, identity: TokenMask,
    threshold: Float
  ) {
    precondition(
      partners.count == similarities.count && partners.count == foreground.isSet.count,
      "PointMatches of \(partners.count) partners and \(similarities.count) similarities")
    self.partners = partners
    self.similarities = similarities
    places = foreground.indices.filter {
      identity.isSet[partners[$0]] && similarities[$0] > threshold
    }
  }
}

/// How alike the tokens of two pictures are, summed over the blocks.
struct SimilaritySum: Sendable {
  /// `[tokens, identity's tokens]`.
  private var sum: Tensor?
  private var blocks = 0

  /// Adds what a block sees.
  ///
  ///     normalized(features) · normalized(identity)ᵀ
  ///
  /// with each token's numbers, of all heads, normalized to a length of 1.
  ///
  /// - Parameters:
  ///   - features: What the picture's tokens attended to, `[tokens, width]`.
  ///   - identity: What the identity's did, `[tokens, width]`.
  mutating func add(_ features: Tensor, _ identity: Tensor) {
    let cosines = features.unitRows.matrixProduct(identity.unitRows, transposingOther: true)
    sum = sum.map { $0 + cosines } ?? cosines
    blocks += 1
  }

  /// The match of each token; of tokens equally alike the first.
  ///
  /// - Parameters: As of ``PointMatches/init(partners:similarities:foreground:identity:threshold:)``.
  /// - Returns: The matches.
  func matches(
    foreground: TokenMask, identity: TokenMask, threshold: Float
  ) -> PointMatches {
    guard let sum else { preconditionFailure("SimilaritySum.matches of no block") }
    return PointMatches(
      partners: sum.argmax(axis: 1).int64s().map(Int.init),
      similarities: (sum.maximum(axis: 1) / Float(blocks)).floats(),
      foreground: foreground, identity: identity, threshold: threshold)
  }
}

extension Tensor {
  /// Rows of a length of 1, of a matrix; those shorter than 1e-12 are divided by that.
  ///
  /// Reference: torch.nn.functional.normalize.
  fileprivate var unitRows: Tensor {
    let wide = converted(to: .float32)
    let lengths = wide.squared().sum(axis: 1, keepingAxis: true).sqrt()
    return wide / lengths.maximum(.full(1e-12, lengths.shape))
  }
}
