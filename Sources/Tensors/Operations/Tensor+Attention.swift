extension Tensor {
  /// Attention: for each query, the mean of the values, weighted by the softmax of its scores.
  ///
  ///     softmax(q · kᵀ · scale + bias) · v
  ///
  /// Vaswani et al. 2017, arXiv:1706.03762, §3.2.1. The scores are made a block of keys at a time and
  /// never stored whole. A query that may see no key gets zeros.
  ///
  /// - Parameters:
  ///   - q: Queries, `[batch, heads, queries, width]`.
  ///   - k: Keys, `[batch, keyHeads, keys, width]`; `heads` is a multiple of `keyHeads`, and each key
  ///     head serves `heads / keyHeads` neighbouring heads.
  ///   - v: Values, `[batch, keyHeads, keys, valueWidth]`.
  ///   - scale: Factor of the scores; 1/√width by default.
  ///   - bias: Numbers added to the scores, or for bool whether a query may see a key; broadcasts to
  ///     `[batch, heads, queries, keys]`.
  ///   - causal: Whether a query sees only the keys up to its own place, the last query being at the
  ///     place of the last key.
  /// - Returns: float32, `[batch, heads, queries, valueWidth]`.
  public static func attention(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, scale: Float? = nil, bias: Tensor? = nil,
    causal: Bool = false
  ) -> Tensor {
    Attention(q, k, v, scale: scale, bias: bias, causal: causal).result()
  }

  /// Attention, and the logarithm of the sum that each query's weights were divided by.
  ///
  /// With it the attention of the same queries to other keys can be joined to this one.
  ///
  /// - Parameters: As of ``attention(_:_:_:scale:bias:causal:)``.
  /// - Returns: What ``attention(_:_:_:scale:bias:causal:)`` gives, and float32
  ///   `[batch, heads, queries]`: log of the sum over the keys of exp(score), −∞ for a query that may
  ///   see no key.
  public static func attentionWithLogSums(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, scale: Float? = nil, bias: Tensor? = nil,
    causal: Bool = false
  ) -> (attended: Tensor, logSums: Tensor) {
    let attention = Attention(q, k, v, scale: scale, bias: bias, causal: causal)
    let shape = Array(q.shape.dropLast())
    let sums = Storage(byteCount: Shape.count(shape) * MemoryLayout<Float>.stride)
    let attended = attention.result(logSums: sums.base.assumingMemoryBound(to: Float.self))
    return (attended, Tensor(storage: sums, layout: Layout(shape), elementType: .float32))
  }

  /// The weights of attention, averaged over the heads: how much each query looks at each key.
  ///
  ///     mean over heads of softmax(q · kᵀ · scale)
  ///
  /// One head's weights are held at a time. For the weights of some queries or over some keys, pass
  /// these alone.
  ///
  /// - Parameters:
  ///   - q: Queries, `[batch, heads, queries, width]`.
  ///   - k: Keys, `[batch, keyHeads, keys, width]`; `heads` is a multiple of `keyHeads`.
  ///   - scale: Factor of the scores; 1/√width by default.
  /// - Returns: float32, `[batch, queries, keys]`.
  public static func meanAttentionWeights(
    _ q: Tensor, _ k: Tensor, scale: Float? = nil
  ) -> Tensor {
    precondition(
      q.rank == 4 && k.rank == 4 && q.shape[0] == k.shape[0] && k.shape[1] > 0 && q.shape[1] > 0
        && q.shape[1] % k.shape[1] == 0 && q.shape[3] == k.shape[3],
      "meanAttentionWeights: queries \(q.shape), keys \(k.shape)")
    let heads = q.shape[1]
    let scale = scale ?? 1 / Float(max(q.shape[3], 1)).squareRoot()
    var sum = Tensor.zeros([q.shape[0], q.shape[2], k.shape[2]])
    for head in 0..<heads {
      let keys = k.selected(axis: 1, at: head / (heads / k.shape[1]))
      let scores = q.selected(axis: 1, at: head).matrixProduct(keys, transposingOther: true)
      sum = sum + (scores * scale).softmax()
    }
    return sum / Float(heads)
  }
}
