import Layers
import Tensors

/// A block of Qwen2: attention to the tokens read so far, then an MLP, each after a norm.
///
///     x ← x + o(attention(q(n), k(n), v(n)))      n = norm(x); queries and keys rotated
///     x ← x + down(silu(gate(m)) · up(m))         m = norm(x)
///
/// Heads share keys and values: Ainslie et al. 2023, arXiv:2305.13245. Yang et al. 2024,
/// arXiv:2407.10671, §2.2. Reference: `Qwen2DecoderLayer`, transformers 5.23.0.
struct Qwen2Block: Sendable {
  let configuration: Qwen2Configuration
  let attentionNorm: RMSNorm
  let query: Linear
  let key: Linear
  let value: Linear
  let out: Linear
  let mlpNorm: RMSNorm
  let gate: Linear
  let up: Linear
  let down: Linear

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ c: Qwen2Configuration) throws(WeightError) {
    let inner = c.heads * c.headWidth
    let keys = c.keyHeads * c.headWidth
    let attention = weights["self_attn"]
    let mlp = weights["mlp"]
    configuration = c
    attentionNorm = try RMSNorm(weights["input_layernorm"], width: c.width, epsilon: c.epsilon)
    query = try Linear(attention["q_proj"], from: c.width, to: inner)
    key = try Linear(attention["k_proj"], from: c.width, to: keys)
    value = try Linear(attention["v_proj"], from: c.width, to: keys)
    out = try Linear(attention["o_proj"], from: inner, to: c.width, bias: false)
    mlpNorm = try RMSNorm(
      weights["post_attention_layernorm"], width: c.width, epsilon: c.epsilon)
    gate = try Linear(mlp["gate_proj"], from: c.width, to: c.mlpWidth, bias: false)
    up = try Linear(mlp["up_proj"], from: c.width, to: c.mlpWidth, bias: false)
    down = try Linear(mlp["down_proj"], from: c.mlpWidth, to: c.width, bias: false)
  }

  /// - Parameters:
  ///   - x: The next tokens, `[batch, tokens, width]`.
  ///   - rotary: The rotation of each token's position.
  ///   - read: The block's keys and values so far; those of `x` are added.
  /// - Returns: The tokens after the block, of the shape of `x`.
  func callAsFunction(_ x: Tensor, rotary: Rotary, read: inout Qwen2Cache.Block) -> Tensor {
    let n = attentionNorm(x)
    read.keys.append(rotary(key(n).splitIntoHeads(configuration.keyHeads)))
    read.values.append(value(n).splitIntoHeads(configuration.keyHeads))
    let attended = Tensor.attention(
      rotary(query(n).splitIntoHeads(configuration.heads)), read.keys.tensor, read.values.tensor,
      causal: true)
    let x = x + out(attended.joinedHeads())
    let m = mlpNorm(x)
    return x + down(gate(m).silu() * up(m))
  }
}
