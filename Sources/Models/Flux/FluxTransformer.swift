public import Layers
public import Tensors

/// The FLUX.1 transformer: from noisy tokens to their velocity.
///
///     image = x_embedder(tokens)          text = context_embedder(T5 states)
///     double-stream blocks, then single-stream blocks over [text ; image]
///     velocity = final layer(image)
///
/// A transformer is made from ``FluxWeights``, and evaluated by a ``FluxPass``, block by block, so that
/// who evaluates it can stop between blocks. Reference: diffusers:FluxTransformer2DModel;
/// black-forest-labs/flux:src/flux/model.py at 802fb4713906.
public struct FluxTransformer: Sendable {
  /// The numbers of the network.
  public let configuration: FluxConfiguration
  /// The element type most of the weights are stored in.
  public let elementType: ElementType

  let imageIn: FluxLinear
  let textIn: FluxLinear
  let vector: FluxVector
  let doubleBlocks: [FluxDoubleStreamBlock]
  let singleBlocks: [FluxSingleStreamBlock]
  let finalLayer: FluxFinalLayer

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  public init(_ checkpoint: FluxWeights) throws(WeightError) {
    let (weights, c) = (checkpoint.weights, checkpoint.configuration)
    configuration = c
    imageIn = try FluxLinear(weights["x_embedder"], from: c.inputChannels, to: c.width)
    textIn = try FluxLinear(weights["context_embedder"], from: c.textWidth, to: c.width)
    elementType = try weights["x_embedder"].tensor("weight", shape: [c.width, c.inputChannels])
      .elementType
    vector = try FluxVector(weights["time_text_embed"], c)
    var doubleBlocks: [FluxDoubleStreamBlock] = []
    for i in 0..<c.doubleBlocks {
      doubleBlocks.append(try FluxDoubleStreamBlock(weights["transformer_blocks"][i], c))
    }
    var singleBlocks: [FluxSingleStreamBlock] = []
    for i in 0..<c.singleBlocks {
      singleBlocks.append(try FluxSingleStreamBlock(weights["single_transformer_blocks"][i], c))
    }
    self.doubleBlocks = doubleBlocks
    self.singleBlocks = singleBlocks
    finalLayer = try FluxFinalLayer(weights, c)
  }

  /// The vector of a sigma, a guidance number and a prompt.
  ///
  /// - Parameters:
  ///   - sigma: One for each element of the batch, or one for all.
  ///   - guidance: Likewise; a network without guidance does not look at it.
  ///   - pooled: The pooled text, `[batch, pooled width]`.
  ///   - precision: To what precision sigma and guidance are told.
  /// - Returns: `[batch, 1, width]`.
  public func vector(
    sigma: [Float], guidance: [Float], pooled: Tensor, precision: TimestepPrecision
  ) -> Tensor {
    vector(
      timesteps: sigma.map(precision.timestep), guidances: guidance.map(precision.guidance),
      pooled: pooled)
  }

  /// Evaluates the whole network.
  ///
  /// - Parameters:
  ///   - streams: Text first, then the picture, then any others.
  ///   - vector: What modulates the streams that have no vector of their own, `[batch, 1, width]`.
  ///   - attention: How tokens attend.
  ///   - step: Number of the denoising step, counted from 0; for the attention to know.
  /// - Returns: The picture's velocity, `[batch, tokens, output channels]`.
  public func callAsFunction(
    _ streams: [FluxStream], vector: Tensor, attention: any FluxAttention = PlainFluxAttention(),
    step: Int = 0
  ) -> Tensor {
    var pass = FluxPass(self, streams, vector: vector, attention: attention, step: step)
    while pass.advance() {}
    return pass.velocity()
  }
}
