import Formats
public import Layers

/// The numbers of a CLIP text encoder.
///
/// Defaults and their meaning: `CLIPTextConfig` of transformers 5.23.0.
public struct CLIPConfiguration: Sendable, Hashable {
  /// Tokens of the vocabulary.
  public let vocabulary: Int
  /// Numbers of a token.
  public let width: Int
  /// Attention heads of a block.
  public let heads: Int
  /// Blocks.
  public let depth: Int
  /// Numbers of a token inside the MLP.
  public let mlpWidth: Int
  /// Longest text in tokens, with its start and end.
  public let positions: Int
  /// The nonlinear function of the MLP.
  public let activation: Activation
  /// The ε of the layer norms.
  public let epsilon: Float
  /// The token that ends a text; 2 in older files, where it does not say so (see ``CLIPPooling``).
  public let endToken: Int
  /// Numbers of the projected pooled vector, where the checkpoint has a projection.
  public let projectionWidth: Int

  /// Reads a `config.json`.
  ///
  /// - Throws: ``ConfigurationError`` if an entry is wrong, or the width is no multiple of the heads.
  public init(_ file: ConfigurationFile) throws(ConfigurationError) {
    let count = 1...ConfigurationFile.largestCount
    vocabulary = try file.integer("vocab_size", default: 49408)
    width = try file.integer("hidden_size", default: 512)
    heads = try file.integer("num_attention_heads", in: count, default: 8)
    depth = try file.integer("num_hidden_layers", in: count, default: 12)
    mlpWidth = try file.integer("intermediate_size", default: 2048)
    positions = try file.integer("max_position_embeddings", default: 77)
    activation = try file.choice("hidden_act", default: .quickGELU)
    epsilon = Float(try file.number("layer_norm_eps", in: 0...1, default: 1e-5))
    endToken = try file.integer("eos_token_id", in: 0...Int(Int32.max), default: 49407)
    projectionWidth = try file.integer("projection_dim", default: 512)
    guard width % heads == 0 else {
      throw file.error(
        "hidden_size", expected: "a multiple of 'num_attention_heads' (\(heads))", found: "\(width)"
      )
    }
  }
}
