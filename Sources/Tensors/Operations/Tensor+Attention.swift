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
    precondition(
      q.rank == 4 && k.rank == 4 && v.rank == 4 && q.shape[0] == k.shape[0]
        && k.shape[1] > 0 && q.shape[1] % k.shape[1] == 0 && q.shape[3] == k.shape[3]
        && k.shape[..<3] == v.shape[..<3],
      "attention: queries \(q.shape), keys \(k.shape), values \(v.shape)")
    let attention = Attention(
      q: q.withRowsForBLAS(), k: k.withRowsForBLAS(), v: v.withRowsForBLAS(),
      rule: AttentionBias(bias, shape: [q.shape[0], q.shape[1], q.shape[2], k.shape[2]]),
      scale: scale ?? 1 / Float(max(q.shape[3], 1)).squareRoot(), isCausal: causal)
    return attention.result()
  }

  /// The tensor as float32 whose last axis lies without gaps, in rows that BLAS can step over.
  fileprivate func withRowsForBLAS() -> Tensor {
    let wide = readAsFloat32()
    let strides = wide.layout.strides
    let isReadable =
      (shape[3] <= 1 || strides[3] == 1) && (shape[2] <= 1 || strides[2] >= max(shape[3], 1))
    return isReadable ? wide : wide.contiguous()
  }
}
