import Formats
import Layers

extension FluxConfiguration {
  /// Reads the numbers from the shapes of weights, for single files, which have no `config.json`.
  ///
  /// How a head is divided between the axes of a position leaves no trace in the shapes. It is taken to
  /// be as in the published models; a network with other heads needs a `config.json`.
  ///
  /// - Parameter weights: The weights under the names of ``FluxWeights``.
  /// - Throws: ``FormatError`` if a shape that must be known is missing, or the numbers do not fit.
  init(shapesOf weights: Weights) throws(FormatError) {
    let shapes = WeightShapes(weights: weights)
    let hasDouble = weights.count(of: "transformer_blocks") > 0
    let first = hasDouble ? "transformer_blocks.0" : "single_transformer_blocks.0"
    let width = try shapes.size("x_embedder.weight", axis: 0)
    headWidth = try shapes.size("\(first).attn.norm_q.weight", axis: 0)
    guard width.isMultiple(of: headWidth) else {
      throw shapes.error("a width in whole heads", found: "\(width) in heads of \(headWidth)")
    }
    heads = width / headWidth
    inputChannels = try shapes.size("x_embedder.weight", axis: 1)
    outputChannels = try shapes.size("proj_out.weight", axis: 0)
    doubleBlocks = weights.count(of: "transformer_blocks")
    singleBlocks = weights.count(of: "single_transformer_blocks")
    mlpWidth = try shapes.size(
      hasDouble ? "\(first).ff.net.0.proj.weight" : "\(first).proj_mlp.weight", axis: 0)
    textWidth = try shapes.size("context_embedder.weight", axis: 1)
    pooledWidth = try shapes.size("time_text_embed.text_embedder.linear_1.weight", axis: 1)
    hasGuidance = weights.contains("time_text_embed.guidance_embedder.linear_1.weight")
    rotaryAxes = Self.publishedRotaryAxes
    guard rotaryAxesFit else {
      throw shapes.error(
        "heads of the published width, or a 'config.json' beside the file",
        found: "heads of \(headWidth)")
    }
  }
}
