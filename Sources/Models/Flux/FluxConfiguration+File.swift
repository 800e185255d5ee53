extension FluxConfiguration {
  /// Reads the `config.json` of the class FluxTransformer2DModel.
  ///
  /// What is not there has the default of that class.
  ///
  /// - Throws: ``ConfigurationError`` if an entry is wrong, or the numbers do not fit each other.
  public init(_ file: ConfigurationFile) throws(ConfigurationError) {
    let count = 1...ConfigurationFile.largestCount
    // Larger patches were never published; the packing of latents would have to know them.
    _ = try file.integer("patch_size", in: 1...1, default: 1)
    inputChannels = try file.integer("in_channels", default: 64)
    outputChannels = try file.integer("out_channels", default: inputChannels)
    heads = try file.integer("num_attention_heads", in: count, default: 24)
    headWidth = try file.integer("attention_head_dim", default: 128)
    doubleBlocks = try file.integer(
      "num_layers", in: 0...ConfigurationFile.largestCount, default: 19)
    singleBlocks = try file.integer(
      "num_single_layers", in: 0...ConfigurationFile.largestCount, default: 38)
    mlpWidth = 4 * heads * headWidth
    textWidth = try file.integer("joint_attention_dim", default: 4096)
    pooledWidth = try file.integer("pooled_projection_dim", default: 768)
    hasGuidance = try file.flag("guidance_embeds", default: false)
    rotaryAxes = try file.integers("axes_dims_rope", default: Self.publishedRotaryAxes)
    guard rotaryAxesFit else {
      throw file.error("axes_dims_rope", expected: rotaryAxesExpected, found: "\(rotaryAxes)")
    }
  }
}
