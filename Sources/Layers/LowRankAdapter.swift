public import Tensors

/// A low-rank change of a linear map, applied beside it.
///
///     y = linear(x) + scale · up · (down · x)
///
/// Hu et al. 2021, arXiv:2106.09685, §4.1. The weight itself is not touched, so that several streams of
/// tokens can pass through the same map with different changes, and quantized weights can have any.
public struct LowRankAdapter: Sendable {
  /// Towards the low rank, `[rank, from]`.
  public let down: Tensor
  /// Back from it, `[to, rank]`.
  public let up: Tensor
  /// Multiplies the change: alpha / rank and any strength the user sets.
  public let scale: Float

  /// A change of two matrices.
  public init(down: Tensor, up: Tensor, scale: Float) {
    precondition(
      down.rank == 2 && up.rank == 2 && down.shape[0] == up.shape[1],
      "LowRankAdapter of down \(down.shape) and up \(up.shape)")
    self.down = down
    self.up = up
    self.scale = scale
  }

  /// What is added to the map's output: `[..., from]` to `[..., to]`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    scale * x.linear(down).linear(up)
  }
}
