import Layers
import Tensors

/// A block of T5's encoder: attention to all tokens, then an MLP, each after a norm.
///
///     x ← x + o(attention(q(n), k(n), v(n), bias))      n = norm(x); scores are not scaled
///     x ← x + mlp(norm(x))
///
/// Raffel et al. 2020, arXiv:1910.10683, §2.1. Reference: `T5Block`, transformers 5.23.0.
struct T5Block: Sendable {
  let configuration: T5Configuration
  let attentionNorm: RMSNorm
  let query: Linear
  let key: Linear
  let value: Linear
  let out: Linear
  let mlpNorm: RMSNorm
  let mlp: T5MLP

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ c: T5Configuration) throws(WeightError) {
    let inner = c.heads * c.headWidth
    let attention = weights["layer.0.SelfAttention"]
    configuration = c
    attentionNorm = try RMSNorm(weights["layer.0.layer_norm"], width: c.width, epsilon: c.epsilon)
    query = try Linear(attention["q"], from: c.width, to: inner, bias: false)
    key = try Linear(attention["k"], from: c.width, to: inner, bias: false)
    value = try Linear(attention["v"], from: c.width, to: inner, bias: false)
    out = try Linear(attention["o"], from: inner, to: c.width, bias: false)
    mlpNorm = try RMSNorm(weights["layer.1.layer_norm"], width: c.width, epsilon: c.epsilon)
    mlp = try T5MLP(weights["layer.1.DenseReluDense"], c)
  }

  /// - Parameters:
  ///   - x: Tokens, `[batch, tokens, width]`.
  ///   - bias: What positions add to the scores, `[1, heads, tokens, tokens]`.
  /// - Returns: The tokens after the block, of the shape of `x`.
  func callAsFunction(_ x: Tensor, bias: Tensor) -> Tensor {
    let n = attentionNorm(x)
    let attended = attention(
      query(n), key(n), value(n), heads: configuration.heads, scale: 1, bias: bias)
    let x = x + out(attended)
    return x + mlp(mlpNorm(x))
  }
}
