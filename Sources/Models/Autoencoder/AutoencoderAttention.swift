import Layers
import Tensors

/// Attention of every place of a picture to every other, with one head.
///
///     y = x + out(attention(q(n), k(n), v(n)))      n = norm(x)
///
/// Reference: `Attention` in `UNetMidBlock2D`, diffusers 0.42.1.
struct AutoencoderAttention: Sendable {
  let norm: GroupNorm
  let query: Linear
  let key: Linear
  let value: Linear
  let out: Linear

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, channels: Int, groups: Int) throws(WeightError) {
    norm = try GroupNorm(
      weights["group_norm"], groups: groups, channels: channels, epsilon: 1e-6)
    query = try Linear(weights["to_q"], from: channels, to: channels)
    key = try Linear(weights["to_k"], from: channels, to: channels)
    value = try Linear(weights["to_v"], from: channels, to: channels)
    out = try Linear(weights["to_out.0"], from: channels, to: channels)
  }

  /// - Parameter x: `[batch, channels, height, width]`.
  /// - Returns: The shape of `x`.
  func callAsFunction(_ x: Tensor) -> Tensor {
    let places = norm(x).reshaped([x.shape[0], x.shape[1], -1]).transposed(1, 2)
    let attended = attention(query(places), key(places), value(places), heads: 1)
    return x + out(attended).transposed(1, 2).reshaped(x.shape)
  }
}
