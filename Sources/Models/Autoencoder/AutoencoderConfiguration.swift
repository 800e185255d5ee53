public import Layers

/// The numbers of an autoencoder.
///
/// Meaning and defaults: `AutoencoderKL` of diffusers 0.42.1.
public struct AutoencoderConfiguration: Sendable, Hashable {
  /// Channels of a picture that is encoded.
  public let inputChannels: Int
  /// Channels of a picture that is decoded.
  public let outputChannels: Int
  /// Channels of a latent.
  public let latentChannels: Int
  /// Channels of each level, from the pixels to the latent; each but the first halves the size.
  public let channels: [Int]
  /// Residual blocks of a level of the encoder; the decoder has one more.
  public let blocksPerLevel: Int
  /// Groups of the norms.
  public let groups: Int
  /// Multiplies what the encoder makes, after the shift.
  public let scale: Float
  /// Taken from what the encoder makes.
  public let shift: Float
  /// Whether a 1 × 1 convolution follows the encoder.
  public let hasQuantConvolution: Bool
  /// Whether a 1 × 1 convolution precedes the decoder.
  public let hasPostQuantConvolution: Bool
  /// Whether the middle of both halves attends.
  public let hasMiddleAttention: Bool

  /// More levels than this are not believed: a latent cell would have 65 536 pixels a side.
  private static let mostLevels = 16

  /// Pixels of a picture along one side of a latent cell.
  public var cellSize: Int { 1 << (channels.count - 1) }

  /// Reads a `config.json`.
  ///
  /// - Throws: ``ConfigurationError`` if an entry is wrong, a level's channels are no multiple of the
  ///   groups, or the network is of another kind.
  public init(_ file: ConfigurationFile) throws(ConfigurationError) {
    inputChannels = try file.integer("in_channels", default: 3)
    outputChannels = try file.integer("out_channels", default: 3)
    latentChannels = try file.integer("latent_channels", default: 4)
    channels = try file.integers("block_out_channels", default: [64])
    blocksPerLevel = try file.integer(
      "layers_per_block", in: 1...ConfigurationFile.largestCount, default: 1)
    groups = try file.integer("norm_num_groups", default: 32)
    scale = Float(try file.number("scaling_factor", in: 1e-6...1e6, default: 0.18215))
    shift = Float(try file.number("shift_factor", default: 0))
    hasQuantConvolution = try file.flag("use_quant_conv", default: true)
    hasPostQuantConvolution = try file.flag("use_post_quant_conv", default: true)
    hasMiddleAttention = try file.flag("mid_block_add_attention", default: true)
    try Self.checkKinds(file, levels: channels.count)
    if let wrong = channels.first(where: { $0 % groups != 0 }) {
      throw file.error(
        "block_out_channels", expected: "multiples of 'norm_num_groups' (\(groups))",
        found: "\(wrong)")
    }
    guard channels.count <= Self.mostLevels else {
      throw file.error(
        "block_out_channels", expected: "at most \(Self.mostLevels) levels",
        found: "\(channels.count)")
    }
  }

  /// Finds the numbers in the shapes of a checkpoint without a configuration, as BFL publishes it.
  ///
  /// What shapes do not tell is as in FLUX: scale 0.3611, shift 0.1159
  /// (black-forest-labs/flux:src/flux/util.py at 802fb4713906).
  ///
  /// - Parameters:
  ///   - weights: The weights under diffusers' names (``AutoencoderWeights``).
  ///   - groups: Groups of the norms; the published networks have 32.
  /// - Throws: ``WeightError`` if a weight that tells a number is missing or has another shape.
  public init(shapesOf weights: Weights, groups: Int = 32) throws(WeightError) {
    let (encoder, decoder) = (weights["encoder"], weights["decoder"])
    var channels: [Int] = []
    for level in 0..<min(max(encoder.count(of: "down_blocks"), 1), Self.mostLevels) {
      let block = encoder["down_blocks"][level]["resnets.0"]
      let shape = try block.shape(of: "conv1.weight", rank: 4)
      guard shape[0] % groups == 0 else {
        throw WeightError(
          file: weights.checkpoint.path, key: block.prefix + "conv1.weight",
          fault: .unfit(expected: "of a multiple of \(groups) rows", found: "\(shape[0])"))
      }
      channels.append(shape[0])
    }
    self.channels = channels
    self.groups = groups
    inputChannels = try encoder.shape(of: "conv_in.weight", rank: 4)[1]
    outputChannels = try decoder.shape(of: "conv_out.weight", rank: 4)[0]
    latentChannels = try decoder.shape(of: "conv_in.weight", rank: 4)[1]
    blocksPerLevel = max(encoder["down_blocks"][0].count(of: "resnets"), 1)
    scale = 0.3611
    shift = 0.1159
    hasQuantConvolution = weights.contains("quant_conv.weight")
    hasPostQuantConvolution = weights.contains("post_quant_conv.weight")
    hasMiddleAttention = encoder.contains("mid_block.attentions.0.to_q.weight")
  }

  /// Refuses what only looks like this network: other blocks, activations, or statistics of each
  /// latent channel.
  private static func checkKinds(
    _ file: ConfigurationFile, levels: Int
  ) throws(ConfigurationError) {
    for (key, kind) in [
      ("down_block_types", "DownEncoderBlock2D"), ("up_block_types", "UpDecoderBlock2D"),
    ] where file.contains(key) {
      let kinds = try file.texts(key)
      guard kinds.count == levels, kinds.allSatisfy({ $0 == kind }) else {
        throw file.error(
          key, expected: "'\(kind)' for each of \(levels) levels", found: "\(kinds)")
      }
    }
    let activation = try file.text("act_fn", default: "silu")
    guard ["silu", "swish"].contains(activation) else {
      throw file.error("act_fn", expected: "'silu'", found: "'\(activation)'")
    }
    for key in ["latents_mean", "latents_std"] where file.contains(key) {
      throw file.error(key, expected: "absent", found: "a list")
    }
  }
}
