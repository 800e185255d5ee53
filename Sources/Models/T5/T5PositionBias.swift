import Layers
import Tensors

/// What T5 adds to the scores of a head for the distance between two tokens.
///
/// Distances share buckets: half of all buckets for each direction, of these half for the near
/// distances one by one, the rest for the farther ones on a logarithmic scale:
///
///     near = buckets / 4
///     bucket(d) = d                                                          d < near
///     bucket(d) = near + ⌊ln(d / near) / ln(farthest / near) · near⌋         else, at most 2·near − 1
///
/// and the other half of the buckets where the key comes after the query.
/// Raffel et al. 2020, arXiv:1910.10683, §2.1. Reference: `T5Attention`, transformers 5.23.0.
struct T5PositionBias: Sendable {
  let configuration: T5Configuration
  let table: Embedding

  /// - Throws: ``WeightError`` if the table is missing or has another shape.
  init(_ weights: Weights, _ c: T5Configuration) throws(WeightError) {
    configuration = c
    table = try Embedding(weights, count: c.buckets, width: c.heads)
  }

  /// The bucket of each distance, which is the key's place less the query's.
  ///
  /// Computed in float32, as the reference does: the rounding decides at the borders.
  static func buckets(_ distances: [Int], count: Int, farthest: Int) -> [Int64] {
    let half = count / 2
    let near = half / 2
    let base = Tensor([Float(farthest) / Float(near)], shape: [1]).log()
    let lengths = Tensor(distances.map { Float(abs($0)) }, shape: [distances.count])
    let scaled = (lengths.maximum(.full(Float(near), [1])) / Float(near)).log() / base
    let far = (scaled * Float(half - near)).floats()
    return zip(distances, far).map { distance, far in
      let length = abs(distance)
      let bucket = length < near ? length : min(near + Int(far), half - 1)
      return Int64(bucket + (distance > 0 ? half : 0))
    }
  }

  /// - Parameter tokens: How many tokens attend to each other.
  /// - Returns: `[1, heads, tokens, tokens]`.
  func callAsFunction(tokens: Int) -> Tensor {
    let distances = Array((1 - tokens)...(tokens - 1))
    let buckets = Self.buckets(
      distances, count: configuration.buckets, farthest: configuration.farthest)
    let ids = (0..<tokens).flatMap { query in
      buckets[(tokens - 1 - query)..<(2 * tokens - 1 - query)]
    }
    return table(Tensor(ids, shape: [tokens, tokens])).permuted([2, 0, 1]).insertingAxis(at: 0)
  }
}
