import Layers
import Tensors

/// Shift, scale and gate of a block, computed from the vector.
///
///     shift, scale, gate, … = linear(silu(vector))
///
/// Peebles, Xie 2023, arXiv:2212.09748, §3.2.
struct FluxModulation: Sendable {
  /// What modulates one branch of a block.
  struct Branch {
    /// Added to the normalized tokens, after the scale.
    let shift: Tensor
    /// Multiplies the normalized tokens, as 1 + scale.
    let scale: Tensor
    /// Multiplies what the branch adds to the tokens.
    let gate: Tensor

    /// Scales and shifts normalized tokens: (1 + scale) · x + shift.
    func callAsFunction(_ x: Tensor) -> Tensor {
      (1 + scale) * x + shift
    }
  }

  private let linear: FluxLinear
  private let branches: Int

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, width: Int, branches: Int) throws(WeightError) {
    linear = try FluxLinear(weights, from: width, to: 3 * branches * width)
    self.branches = branches
  }

  /// Computes the modulation of each branch.
  ///
  /// - Parameters:
  ///   - vector: `[batch, 1, width]`, or one for each token.
  ///   - adapters: Low-rank changes of the weights for these tokens.
  /// - Returns: The modulation of each branch, each part of the shape of `vector`.
  func callAsFunction(_ vector: Tensor, _ adapters: FluxAdapters) -> [Branch] {
    let parts = linear(vector.silu(), adapters).chunked(3 * branches, axis: -1)
    return (0..<branches).map { i in
      Branch(shift: parts[3 * i], scale: parts[3 * i + 1], gate: parts[3 * i + 2])
    }
  }
}
