public import Layers

/// The numbers of a T5 encoder.
///
/// Defaults and their meaning: `T5Config` of transformers 5.23.0.
public struct T5Configuration: Sendable, Hashable {
  /// Tokens of the vocabulary.
  public let vocabulary: Int
  /// Numbers of a token.
  public let width: Int
  /// Attention heads of a block.
  public let heads: Int
  /// Numbers of a head; all heads together need not be as wide as a token.
  public let headWidth: Int
  /// Blocks.
  public let depth: Int
  /// Numbers of a token inside the MLP.
  public let mlpWidth: Int
  /// Entries of the table of position biases, for both directions together.
  public let buckets: Int
  /// The distance in tokens from which on all share one bucket.
  public let farthest: Int
  /// The nonlinear function of the MLP.
  public let activation: Activation
  /// Whether the MLP has a gate, as v1.1 has.
  public let isGated: Bool
  /// The ε of the norms.
  public let epsilon: Float

  /// Reads a `config.json`.
  ///
  /// - Throws: ``ConfigurationError`` if an entry is wrong.
  public init(_ file: ConfigurationFile) throws(ConfigurationError) {
    let count = 1...ConfigurationFile.largestCount
    vocabulary = try file.integer("vocab_size", default: 32128)
    width = try file.integer("d_model", default: 512)
    heads = try file.integer("num_heads", in: count, default: 8)
    headWidth = try file.integer("d_kv", in: 1...(1 << 16), default: 64)
    depth = try file.integer("num_layers", in: count, default: 6)
    mlpWidth = try file.integer("d_ff", default: 2048)
    buckets = try file.integer("relative_attention_num_buckets", in: 4...(1 << 16), default: 32)
    farthest = try file.integer("relative_attention_max_distance", default: 128)
    epsilon = Float(try file.number("layer_norm_epsilon", in: 0...1, default: 1e-6))
    (activation, isGated) = try Self.mlp(file)
    guard farthest > buckets / 4 else {
      throw file.error(
        "relative_attention_max_distance",
        expected: "more than a quarter of 'relative_attention_num_buckets' (\(buckets))",
        found: "\(farthest)")
    }
  }

  /// Reads `feed_forward_proj`: a function, or `gated-` and a function.
  ///
  /// A gate's `gelu` is the tanh approximation.
  private static func mlp(
    _ file: ConfigurationFile
  ) throws(ConfigurationError) -> (Activation, isGated: Bool) {
    let name = try file.text("feed_forward_proj", default: "relu")
    if name == "gated-gelu" { return (.geluNew, true) }
    let isGated = name.hasPrefix("gated-")
    guard let activation = Activation(rawValue: isGated ? String(name.dropFirst(6)) : name) else {
      throw file.error(
        "feed_forward_proj", expected: "a known function such as 'gated-gelu' or 'relu'",
        found: "'\(name)'")
    }
    return (activation, isGated)
  }
}
