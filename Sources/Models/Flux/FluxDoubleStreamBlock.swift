import Layers
import Tensors

/// The ε of every norm in the transformer.
let fluxEpsilon: Float = 1e-6

/// A block of FLUX's first stage: text and image with weights of their own, attending together.
///
/// For each stream, with the modulations of its side:
///
///     q, k, v = projections(modulated₁(norm(x)))
///     a = attention of all streams' q, k, v
///     x ← x + gate₁ · out(a)
///     x ← x + gate₂ · mlp(modulated₂(norm(x))),   mlp = linear, GELU (tanh), linear
///
/// Esser et al. 2024, arXiv:2403.03206, §4. Reference: diffusers:FluxTransformerBlock.
struct FluxDoubleStreamBlock: Sendable {
  private let text: Side
  private let image: Side

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, _ c: FluxConfiguration) throws(WeightError) {
    text = try Side(weights, .text, c)
    image = try Side(weights, .image, c)
  }

  /// Takes the streams through the block.
  ///
  /// - Parameters:
  ///   - streams: The streams, each of `[batch, tokens, width]`.
  ///   - attention: How tokens attend.
  ///   - place: Where in the run this is, and the rotation of all tokens.
  /// - Returns: The streams after the block.
  func callAsFunction(
    _ streams: [FluxTokens], attention: any FluxAttention, at place: FluxAttentionPlace
  ) -> [FluxTokens] {
    let modulations = streams.map {
      side(of: $0).modulation($0.vector(in: place.block), $0.adapters)
    }
    let heads = zip(streams, modulations).map { stream, modulation in
      side(of: stream).projections(modulation[0](norm(stream.tokens)), stream.adapters)
    }
    let joined = FluxProjections.Heads.joined(heads)
    let attended = attention(joined.q, joined.k, joined.v, at: place).joinedHeads()
    return streams.indices.map { i in
      var stream = streams[i]
      let (side, modulation) = (side(of: stream), modulations[i])
      let own = attended.sliced(axis: 1, place.streams[i])
      stream.tokens = stream.tokens + modulation[0].gate * side.out(own, stream.adapters)
      let hidden = side.mlpIn(modulation[1](norm(stream.tokens)), stream.adapters).geluTanh()
      stream.tokens = stream.tokens + modulation[1].gate * side.mlpOut(hidden, stream.adapters)
      return stream
    }
  }

  private let norm = LayerNorm(epsilon: fluxEpsilon)

  private func side(of stream: FluxTokens) -> Side {
    switch stream.side {
    case .text: text
    case .image: image
    }
  }

  /// The weights of one side.
  private struct Side: Sendable {
    let modulation: FluxModulation
    let projections: FluxProjections
    let out: FluxLinear
    let mlpIn: FluxLinear
    let mlpOut: FluxLinear

    init(
      _ weights: Weights, _ side: FluxStream.Side, _ c: FluxConfiguration
    ) throws(WeightError) {
      let isText = side == .text
      modulation = try FluxModulation(
        weights[isText ? "norm1_context" : "norm1"]["linear"], width: c.width, branches: 2)
      projections = try FluxProjections(weights["attn"], isText ? .text : .image, c)
      out = try FluxLinear(
        weights["attn"][isText ? "to_add_out" : "to_out.0"], from: c.width, to: c.width)
      let mlp = weights[isText ? "ff_context" : "ff"]["net"]
      mlpIn = try FluxLinear(mlp["0.proj"], from: c.width, to: c.mlpWidth)
      mlpOut = try FluxLinear(mlp["2"], from: c.mlpWidth, to: c.width)
    }
  }
}
