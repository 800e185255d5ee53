public import Tensors

extension Tensor {
  /// A view of each token's numbers as heads: `[batch, tokens, heads · width]` to
  /// `[batch, heads, tokens, width]`.
  public func splitIntoHeads(_ heads: Int) -> Tensor {
    precondition(
      rank == 3 && shape[2] % heads == 0, "splitIntoHeads of \(shape) in \(heads) heads")
    return reshaped([shape[0], shape[1], heads, shape[2] / heads]).permuted([0, 2, 1, 3])
  }

  /// The numbers of all heads side by side: `[batch, heads, tokens, width]` to
  /// `[batch, tokens, heads · width]`.
  public func joinedHeads() -> Tensor {
    precondition(rank == 4, "joinedHeads of \(shape)")
    return permuted([0, 2, 1, 3]).reshaped([shape[0], shape[2], shape[1] * shape[3]])
  }
}

/// Attention of several heads whose numbers lie side by side in each token.
///
///     softmax(scale · q · kᵀ + bias) · v      for each head
///
/// Vaswani et al. 2017, arXiv:1706.03762, §3.2.
///
/// - Parameters:
///   - q: Queries, `[batch, queries, heads · width]`.
///   - k: Keys, `[batch, keys, heads · width]`.
///   - v: Values, `[batch, keys, heads · width]`.
///   - heads: The number of heads.
///   - scale: Multiplies the scores; 1 / √width where none is given.
///   - bias: Added to the scores, or a mask that is true where a query may attend; broadcast to
///     `[batch, heads, queries, keys]`.
///   - causal: Whether a token attends to itself and those before it only.
///   - rotary: Turns queries and keys by position.
/// - Returns: `[batch, queries, heads · width]`.
public func attention(
  _ q: Tensor, _ k: Tensor, _ v: Tensor, heads: Int, scale: Float? = nil, bias: Tensor? = nil,
  causal: Bool = false, rotary: Rotary? = nil
) -> Tensor {
  var queries = q.splitIntoHeads(heads)
  var keys = k.splitIntoHeads(heads)
  if let rotary {
    queries = rotary(queries)
    keys = rotary(keys)
  }
  return Tensor.attention(
    queries, keys, v.splitIntoHeads(heads), scale: scale, bias: bias, causal: causal
  ).joinedHeads()
}
