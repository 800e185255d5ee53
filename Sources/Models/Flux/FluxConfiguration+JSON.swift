public import Formats

extension FluxConfiguration {
  /// Reads the `config.json` of the class FluxTransformer2DModel.
  ///
  /// What is not there has the default of that class.
  ///
  /// - Throws: ``FormatError`` if a value has another type, or the numbers do not fit each other.
  public init(_ json: JSON) throws(FormatError) {
    func integer(_ key: String, default value: Int) throws(FormatError) -> Int {
      let found = try json[key]?.integer() ?? value
      // Above any network, and far from where products of sizes would overflow.
      guard (0...1_000_000).contains(found) else {
        throw json.error("'\(key)' to be a size", found: "\(found)")
      }
      return found
    }
    guard try integer("patch_size", default: 1) == 1 else {
      throw json.error("'patch_size' of 1", found: "\(try integer("patch_size", default: 1))")
    }
    inputChannels = try integer("in_channels", default: 64)
    outputChannels = try integer("out_channels", default: inputChannels)
    heads = try integer("num_attention_heads", default: 24)
    headWidth = try integer("attention_head_dim", default: 128)
    doubleBlocks = try integer("num_layers", default: 19)
    singleBlocks = try integer("num_single_layers", default: 38)
    mlpWidth = 4 * heads * headWidth
    textWidth = try integer("joint_attention_dim", default: 4096)
    pooledWidth = try integer("pooled_projection_dim", default: 768)
    hasGuidance = try json["guidance_embeds"]?.boolean() ?? false
    rotaryAxes = [16, 56, 56]
    if let axes = json["axes_dims_rope"] {
      rotaryAxes = []
      for axis in try axes.array() { rotaryAxes.append(try axis.integer()) }
    }
    if let contradiction = contradiction() {
      throw json.error("sizes that fit each other", found: contradiction)
    }
  }
}
