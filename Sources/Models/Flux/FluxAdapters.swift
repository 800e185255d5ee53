public import Layers

/// The low-rank changes of the weights of one stream.
public struct FluxAdapters: Sendable {
  /// The changes of each linear map, by its name in diffusers' FluxTransformer2DModel, such as
  /// `transformer_blocks.3.attn.to_q`.
  public var layers: [String: [LowRankAdapter]]

  /// Adapters by layer; by default none.
  public init(_ layers: [String: [LowRankAdapter]] = [:]) {
    self.layers = layers
  }

  /// Whether nothing is changed.
  var isEmpty: Bool { layers.isEmpty }
}
