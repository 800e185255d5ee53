import Layers
import Tensors

/// A block of a vision transformer: attention, then an MLP, each after a norm.
///
///     x ← x + o(attention(q(n), k(n), v(n)))      n = norm1(x)
///     x ← x + fc2(activation(fc1(norm2(x))))
///
/// Dosovitskiy et al. 2020, arXiv:2010.11929, §3.1. Reference: `ViTLayer`, transformers 5.23.0.
struct ViTBlock: Sendable {
  let configuration: ViTConfiguration
  let norm1: LayerNorm
  let query: Linear
  let key: Linear
  let value: Linear
  let out: Linear
  let norm2: LayerNorm
  let mlpIn: Linear
  let mlpOut: Linear

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ c: ViTConfiguration) throws(WeightError) {
    let (attention, bias) = (weights["attention"], c.hasQueryKeyValueBias)
    configuration = c
    norm1 = try LayerNorm(weights["layernorm_before"], width: c.width, epsilon: c.epsilon)
    query = try Linear(attention["q_proj"], from: c.width, to: c.width, bias: bias)
    key = try Linear(attention["k_proj"], from: c.width, to: c.width, bias: bias)
    value = try Linear(attention["v_proj"], from: c.width, to: c.width, bias: bias)
    out = try Linear(attention["o_proj"], from: c.width, to: c.width)
    norm2 = try LayerNorm(weights["layernorm_after"], width: c.width, epsilon: c.epsilon)
    mlpIn = try Linear(weights["mlp.fc1"], from: c.width, to: c.mlpWidth)
    mlpOut = try Linear(weights["mlp.fc2"], from: c.mlpWidth, to: c.width)
  }

  /// - Parameter x: Tokens, `[batch, tokens, width]`.
  /// - Returns: The tokens after the block, of the same shape.
  func callAsFunction(_ x: Tensor) -> Tensor {
    let n = norm1(x)
    let x = x + out(attention(query(n), key(n), value(n), heads: configuration.heads))
    return x + mlpOut(configuration.activation(mlpIn(norm2(x))))
  }
}
