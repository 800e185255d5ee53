/// The numbers of a FLUX transformer.
///
/// Nothing is tied to the published size (width 3072, 24 heads, 19 double-stream and 38 single-stream
/// blocks): every number is read from the checkpoint, by `FluxConfiguration+File.swift` from a
/// `config.json`, by `FluxConfiguration+Weights.swift` from the shapes of the weights.
///
/// The family reads in this order: ``FluxTransformer``, ``FluxStream`` and ``FluxAttention`` (the two
/// seams), the blocks, ``FluxDenoiser``, and ``FluxWeights`` for the spellings of checkpoint keys.
public struct FluxConfiguration: Sendable, Hashable {
  /// Channels of a token as it enters: 64, or 128 and 384 where further pictures are joined to it.
  public var inputChannels: Int
  /// Channels of the predicted velocity: 64 in the published models.
  public var outputChannels: Int
  /// Attention heads.
  public var heads: Int
  /// Width of a head.
  public var headWidth: Int
  /// Blocks in which text and image have weights of their own.
  public var doubleBlocks: Int
  /// Blocks in which all tokens share their weights.
  public var singleBlocks: Int
  /// Width of the hidden layer of the blocks' MLPs.
  public var mlpWidth: Int
  /// Width of a text token as the T5 encoder gives it.
  public var textWidth: Int
  /// Width of the pooled text as the CLIP encoder gives it.
  public var pooledWidth: Int
  /// Whether the network is told a guidance number.
  public var hasGuidance: Bool
  /// How many numbers of a head each axis of a position turns.
  public var rotaryAxes: [Int]

  /// How the heads of the published models, of width 128, are divided between the axes.
  static let publishedRotaryAxes = [16, 56, 56]

  /// Width of a token.
  public var width: Int { heads * headWidth }

  /// Whether the axes of a position divide a head between them.
  var rotaryAxesFit: Bool {
    rotaryAxes.count == FluxPosition.axes
      && rotaryAxes.allSatisfy { $0 > 0 && $0.isMultiple(of: 2) }
      && rotaryAxes.reduce(0, +) == headWidth
  }

  /// What the axes of a position have to be, for a message.
  var rotaryAxesExpected: String {
    "three even numbers that add up to the head width (\(headWidth))"
  }
}
