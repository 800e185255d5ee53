import Layers
import Tensors

/// Queries, keys and values of one set of weights.
///
///     q = rms(to_q(x)) · scale_q      k = rms(to_k(x)) · scale_k      v = to_v(x)
///
/// with the norms over the numbers of each head: Dehghani et al. 2023, arXiv:2302.05442, §2.
struct FluxProjections: Sendable {
  /// What the tokens of a stream attend with, each `[batch, heads, tokens, head width]`.
  struct Heads {
    let q: Tensor
    let k: Tensor
    let v: Tensor

    /// The tokens of several streams, one after the other.
    static func joined(_ streams: [Heads]) -> Heads {
      guard streams.count > 1 else { return streams[0] }
      return Heads(
        q: .concatenate(streams.map(\.q), axis: 2), k: .concatenate(streams.map(\.k), axis: 2),
        v: .concatenate(streams.map(\.v), axis: 2))
    }
  }

  /// The names of the parts, which differ between the text and the image side of a block.
  struct Names {
    let q: String
    let k: String
    let v: String
    let normQ: String
    let normK: String

    static let image = Names(q: "to_q", k: "to_k", v: "to_v", normQ: "norm_q", normK: "norm_k")
    static let text = Names(
      q: "add_q_proj", k: "add_k_proj", v: "add_v_proj", normQ: "norm_added_q",
      normK: "norm_added_k")
  }

  private let heads: Int
  private let toQ: FluxLinear
  private let toK: FluxLinear
  private let toV: FluxLinear
  private let normQ: RMSNorm
  private let normK: RMSNorm

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ names: Names, _ c: FluxConfiguration) throws(WeightError) {
    heads = c.heads
    toQ = try FluxLinear(weights[names.q], from: c.width, to: c.width)
    toK = try FluxLinear(weights[names.k], from: c.width, to: c.width)
    toV = try FluxLinear(weights[names.v], from: c.width, to: c.width)
    normQ = try RMSNorm(weights[names.normQ], width: c.headWidth, epsilon: fluxEpsilon)
    normK = try RMSNorm(weights[names.normK], width: c.headWidth, epsilon: fluxEpsilon)
  }

  /// Projects a stream's tokens.
  ///
  /// - Parameters:
  ///   - x: Modulated tokens, `[batch, tokens, width]`.
  ///   - adapters: Low-rank changes of the weights for these tokens.
  /// - Returns: Queries and keys, normalized but not rotated, and values.
  func callAsFunction(_ x: Tensor, _ adapters: FluxAdapters) -> Heads {
    Heads(
      q: normQ(toQ(x, adapters).splitIntoHeads(heads)),
      k: normK(toK(x, adapters).splitIntoHeads(heads)),
      v: toV(x, adapters).splitIntoHeads(heads))
  }
}
