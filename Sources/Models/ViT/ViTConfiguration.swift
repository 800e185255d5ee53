public import Layers

/// The numbers of a vision transformer that classifies pictures.
///
/// Defaults and their meaning: `ViTConfig` of transformers 5.23.0.
public struct ViTConfiguration: Sendable, Hashable {
  /// Channels of a picture.
  public let inputChannels: Int
  /// Height of a picture in pixels.
  public let height: Int
  /// Width of a picture in pixels.
  public let pictureWidth: Int
  /// Pixels of a patch along each side.
  public let patch: Int
  /// Numbers of a token.
  public let width: Int
  /// Attention heads of a block.
  public let heads: Int
  /// Blocks.
  public let depth: Int
  /// Numbers of a token inside the MLP.
  public let mlpWidth: Int
  /// The nonlinear function of the MLP.
  public let activation: Activation
  /// The ε of the layer norms.
  public let epsilon: Float
  /// Whether queries, keys and values have a bias.
  public let hasQueryKeyValueBias: Bool

  /// Patches of a picture.
  var patches: Int { (height / patch) * (pictureWidth / patch) }

  /// Reads a `config.json`.
  ///
  /// - Throws: ``ConfigurationError`` if an entry is wrong, the width is no multiple of the heads, or
  ///   a picture is smaller than a patch.
  public init(_ file: ConfigurationFile) throws(ConfigurationError) {
    let count = 1...ConfigurationFile.largestCount
    let pixels = 1...(1 << 14)
    inputChannels = try file.integer("num_channels", default: 3)
    (height, pictureWidth) = try file.size("image_size", in: pixels, default: 224)
    let (patchHeight, patchWidth) = try file.size("patch_size", in: pixels, default: 16)
    patch = patchHeight
    width = try file.integer("hidden_size", default: 768)
    heads = try file.integer("num_attention_heads", in: count, default: 12)
    depth = try file.integer("num_hidden_layers", in: count, default: 12)
    mlpWidth = try file.integer("intermediate_size", default: 3072)
    activation = try file.choice("hidden_act", default: .gelu)
    epsilon = Float(try file.number("layer_norm_eps", in: 0...1, default: 1e-12))
    hasQueryKeyValueBias = try file.flag("qkv_bias", default: true)
    guard width % heads == 0 else {
      throw file.error(
        "hidden_size", expected: "a multiple of 'num_attention_heads' (\(heads))", found: "\(width)"
      )
    }
    guard patchHeight == patchWidth, patch <= min(height, pictureWidth) else {
      throw file.error(
        "patch_size", expected: "square, at most \(min(height, pictureWidth))",
        found: "\(patchHeight) × \(patchWidth)")
    }
  }
}

extension ConfigurationFile {
  /// A height and a width: one number for both, or a list of the two.
  fileprivate func size(
    _ key: String, in range: ClosedRange<Int>, default value: Int
  ) throws(ConfigurationError) -> (height: Int, width: Int) {
    guard let sides = try? integers(key, in: range) else {
      let side = try integer(key, in: range, default: value)
      return (side, side)
    }
    guard sides.count == 2 else {
      throw error(key, expected: "one number or two", found: "\(sides.count)")
    }
    return (sides[0], sides[1])
  }
}
