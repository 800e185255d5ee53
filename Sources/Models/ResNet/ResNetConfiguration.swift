public import Layers

/// The numbers of a residual network that classifies pictures.
///
/// Defaults and their meaning: `ResNetConfig` of transformers 5.23.0.
public struct ResNetConfiguration: Sendable, Hashable {
  /// What one residual layer is made of.
  public enum Layer: String, Sendable, CaseIterable {
    /// Two 3 × 3 convolutions.
    case basic
    /// A 3 × 3 convolution of a quarter of the channels, between two 1 × 1 convolutions.
    case bottleneck
  }

  /// Channels of a picture.
  public let inputChannels: Int
  /// Channels after the first convolution.
  public let stemChannels: Int
  /// Channels of each stage.
  public let channels: [Int]
  /// Layers of each stage.
  public let depths: [Int]
  /// What one layer is made of.
  public let layer: Layer
  /// The nonlinear function.
  public let activation: Activation
  /// Whether the first stage halves the size too, as the others do.
  public let downsamplesInFirstStage: Bool
  /// Whether a bottleneck halves the size in its first convolution, not in its second.
  public let downsamplesAtBottleneckEntry: Bool

  /// Reads a `config.json`.
  ///
  /// - Throws: ``ConfigurationError`` if an entry is wrong, there are not as many depths as stages,
  ///   or a stage has fewer than the four channels that a bottleneck needs.
  public init(_ file: ConfigurationFile) throws(ConfigurationError) {
    inputChannels = try file.integer("num_channels", default: 3)
    stemChannels = try file.integer("embedding_size", default: 64)
    channels = try file.integers("hidden_sizes", default: [256, 512, 1024, 2048])
    depths = try file.integers(
      "depths", in: 1...ConfigurationFile.largestCount, default: [3, 4, 6, 3])
    layer = try file.choice("layer_type", default: .bottleneck)
    activation = try file.choice("hidden_act", default: .relu)
    downsamplesInFirstStage = try file.flag("downsample_in_first_stage", default: false)
    downsamplesAtBottleneckEntry = try file.flag("downsample_in_bottleneck", default: false)
    guard depths.count == channels.count else {
      throw file.error(
        "depths", expected: "as many as 'hidden_sizes' (\(channels.count))",
        found: "\(depths.count)")
    }
    if layer == .bottleneck, let wrong = channels.first(where: { $0 < 4 }) {
      throw file.error("hidden_sizes", expected: "at least 4 for bottlenecks", found: "\(wrong)")
    }
  }
}
