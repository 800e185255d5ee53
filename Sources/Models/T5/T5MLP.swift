import Layers
import Tensors

/// The MLP of a T5 block.
///
///     wo(activation(wi_0(x)) · wi_1(x))      with a gate: v1.1
///     wo(activation(wi(x)))                  without
///
/// Shazeer 2020, arXiv:2002.05202. Reference: `T5DenseGatedActDense` and `T5DenseActDense`,
/// transformers 5.23.0.
struct T5MLP: Sendable {
  let activation: Activation
  let inner: Linear
  let gated: Linear?
  let out: Linear

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ c: T5Configuration) throws(WeightError) {
    activation = c.activation
    inner = try Linear(
      weights[c.isGated ? "wi_0" : "wi"], from: c.width, to: c.mlpWidth, bias: false)
    gated =
      c.isGated ? try Linear(weights["wi_1"], from: c.width, to: c.mlpWidth, bias: false) : nil
    out = try Linear(weights["wo"], from: c.mlpWidth, to: c.width, bias: false)
  }

  /// - Parameter x: Tokens, `[batch, tokens, width]`.
  /// - Returns: The shape of `x`.
  func callAsFunction(_ x: Tensor) -> Tensor {
    let activated = activation(inner(x))
    return out(gated.map { activated * $0(x) } ?? activated)
  }
}
