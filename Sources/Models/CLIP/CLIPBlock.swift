import Layers
import Tensors

/// A block of CLIP's text encoder: causal attention, then an MLP, each after a norm.
///
///     x ← x + out(attention(q(n), k(n), v(n)))      n = norm1(x)
///     x ← x + fc2(activation(fc1(norm2(x))))
///
/// Radford et al. 2021, arXiv:2103.00020, §2.4. Reference: `CLIPEncoderLayer`, transformers 5.23.0.
struct CLIPBlock: Sendable {
  let configuration: CLIPConfiguration
  let norm1: LayerNorm
  let query: Linear
  let key: Linear
  let value: Linear
  let out: Linear
  let norm2: LayerNorm
  let mlpIn: Linear
  let mlpOut: Linear

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ c: CLIPConfiguration) throws(WeightError) {
    configuration = c
    norm1 = try LayerNorm(weights["layer_norm1"], width: c.width, epsilon: c.epsilon)
    query = try Linear(weights["self_attn.q_proj"], from: c.width, to: c.width)
    key = try Linear(weights["self_attn.k_proj"], from: c.width, to: c.width)
    value = try Linear(weights["self_attn.v_proj"], from: c.width, to: c.width)
    out = try Linear(weights["self_attn.out_proj"], from: c.width, to: c.width)
    norm2 = try LayerNorm(weights["layer_norm2"], width: c.width, epsilon: c.epsilon)
    mlpIn = try Linear(weights["mlp.fc1"], from: c.width, to: c.mlpWidth)
    mlpOut = try Linear(weights["mlp.fc2"], from: c.mlpWidth, to: c.width)
  }

  /// - Parameter x: Tokens, `[batch, tokens, width]`.
  /// - Returns: The tokens after the block, of the same shape.
  func callAsFunction(_ x: Tensor) -> Tensor {
    let n = norm1(x)
    let attended = attention(
      query(n), key(n), value(n), heads: configuration.heads, causal: true)
    let x = x + out(attended)
    return x + mlpOut(configuration.activation(mlpIn(norm2(x))))
  }
}
