import Layers
import Tensors

/// A block of FLUX's second stage: all tokens with the same weights, attention beside the MLP.
///
///     x′ = (1 + scale) · norm(x) + shift
///     x ← x + gate · out([attention(q(x′), k(x′), v(x′)), gelu(mlp(x′))])
///
/// Parallel layers: Dehghani et al. 2023, arXiv:2302.05442, §2. Reference: diffusers:
/// FluxSingleTransformerBlock.
struct FluxSingleStreamBlock: Sendable {
  private let modulation: FluxModulation
  private let norm = LayerNorm(epsilon: fluxEpsilon)
  private let projections: FluxProjections
  private let mlpIn: FluxLinear
  private let out: FluxLinear

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ c: FluxConfiguration) throws(WeightError) {
    modulation = try FluxModulation(weights["norm"]["linear"], width: c.width, branches: 1)
    projections = try FluxProjections(weights["attn"], .image, c)
    mlpIn = try FluxLinear(weights["proj_mlp"], from: c.width, to: c.mlpWidth)
    out = try FluxLinear(weights["proj_out"], from: c.width + c.mlpWidth, to: c.width)
  }

  /// Takes the tokens through the block.
  ///
  /// - Parameters:
  ///   - groups: Tokens, `[batch, tokens, width]`, in groups that share vector and adapters: stock
  ///     FLUX has one, of text and image.
  ///   - attention: How tokens attend.
  ///   - place: Where in the run this is, and the rotation of all tokens.
  /// - Returns: The groups after the block.
  func callAsFunction(
    _ groups: [FluxTokens], attention: any FluxAttention, at place: FluxAttentionPlace
  ) -> [FluxTokens] {
    let modulations = groups.map { modulation($0.vector(in: place.block), $0.adapters)[0] }
    let modulated = zip(groups, modulations).map { $1(norm($0.tokens)) }
    let heads = zip(groups, modulated).map { projections($1, $0.adapters) }
    let joined = FluxProjections.Heads.joined(heads)
    let attended = attention(joined.q, joined.k, joined.v, at: place).joinedHeads()
      .split(groups.map { $0.tokens.shape[1] }, axis: 1)
    return groups.indices.map { i in
      var group = groups[i]
      let hidden = mlpIn(modulated[i], group.adapters).geluTanh()
      let branch = out(.concatenate([attended[i], hidden], axis: -1), group.adapters)
      group.tokens = group.tokens + modulations[i].gate * branch
      return group
    }
  }
}
