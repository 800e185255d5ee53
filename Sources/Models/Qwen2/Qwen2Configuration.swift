/// The numbers of a language model of the family Qwen2: Qwen2, Qwen2.5, and the language model of
/// Qwen2.5-VL.
///
/// Defaults and their meaning: `Qwen2Config` of transformers 5.23.0.
public struct Qwen2Configuration: Sendable, Hashable {
  /// Tokens of the vocabulary.
  public let vocabulary: Int
  /// Numbers of a token.
  public let width: Int
  /// Attention heads of a block.
  public let heads: Int
  /// Heads of keys and values, each of which serves `heads / keyHeads` neighbouring heads.
  public let keyHeads: Int
  /// Numbers of a head: an even one.
  public let headWidth: Int
  /// Blocks.
  public let depth: Int
  /// Numbers of a token inside the MLP.
  public let mlpWidth: Int
  /// The ε of the norms.
  public let epsilon: Float
  /// Base of the wavelengths of the rotation.
  public let theta: Double
  /// Whether logits are made by the table of tokens, rather than by a matrix of their own.
  public let isTied: Bool

  /// Reads a `config.json`: of a language model, or of Qwen2.5-VL, which may have the numbers in
  /// `text_config`.
  ///
  /// - Throws: ``ConfigurationError`` if an entry is wrong, the numbers do not fit each other, or the
  ///   model has a sliding window or a stretched rotation.
  public init(_ file: ConfigurationFile) throws(ConfigurationError) {
    let text = file.section("text_config") ?? file
    let count = 1...ConfigurationFile.largestCount
    vocabulary = try text.integer("vocab_size", default: 151936)
    width = try text.integer("hidden_size", default: 4096)
    heads = try text.integer("num_attention_heads", in: count, default: 32)
    keyHeads = try text.integer("num_key_value_heads", in: count, default: heads)
    headWidth = try text.integer("head_dim", in: 1...(1 << 16), default: max(1, width / heads))
    depth = try text.integer("num_hidden_layers", in: count, default: 32)
    mlpWidth = try text.integer("intermediate_size", default: 22016)
    epsilon = Float(try text.number("rms_norm_eps", in: 0...1, default: 1e-6))
    theta = try Self.theta(text)
    isTied = try file.flag(
      "tie_word_embeddings", default: text.flag("tie_word_embeddings", default: false))
    try Self.check(text)
    if let fault {
      throw text.error(fault.key, expected: fault.expected, found: fault.found)
    }
  }

  init(
    vocabulary: Int, width: Int, heads: Int, keyHeads: Int, headWidth: Int, depth: Int,
    mlpWidth: Int, epsilon: Float, theta: Double, isTied: Bool
  ) {
    self.vocabulary = vocabulary
    self.width = width
    self.heads = heads
    self.keyHeads = keyHeads
    self.headWidth = headWidth
    self.depth = depth
    self.mlpWidth = mlpWidth
    self.epsilon = epsilon
    self.theta = theta
    self.isTied = isTied
  }

  /// Which number does not fit the others, by its name in a `config.json`.
  var fault: (key: String, expected: String, found: String)? {
    guard heads.isMultiple(of: keyHeads) else {
      return ("num_attention_heads", "a multiple of the \(keyHeads) heads of keys", "\(heads)")
    }
    guard headWidth.isMultiple(of: 2) else {
      return ("head_dim", "an even number", "\(headWidth)")
    }
    return nil
  }

  /// The base of the rotation: beside the other numbers, or in `rope_parameters`, as newer files have
  /// it.
  private static func theta(_ file: ConfigurationFile) throws(ConfigurationError) -> Double {
    let range = 1.0...1e12
    let base = try file.number("rope_theta", in: range, default: 10_000)
    return try file.section("rope_parameters")?.number("rope_theta", in: range, default: base)
      ?? base
  }

  /// Refuses what is not computed.
  ///
  /// The three axes of Qwen2.5-VL's rotation, `mrope`, have one place for a token of text, so that
  /// for text it is the plain one.
  private static func check(_ file: ConfigurationFile) throws(ConfigurationError) {
    _ = try file.choice("hidden_act", default: Qwen2Activation.silu)
    guard try !file.flag("use_sliding_window", default: false) else {
      throw file.error("use_sliding_window", expected: "false", found: "true")
    }
    for name in ["rope_parameters", "rope_scaling"] {
      guard let section = file.section(name) else { continue }
      let key = section.contains("rope_type") ? "rope_type" : "type"
      _ = try section.choice(key, default: Qwen2Rotation.default)
    }
  }
}

/// The functions that the MLP may have.
private enum Qwen2Activation: String, CaseIterable {
  case silu
}

/// The rotations that are the plain one for text.
private enum Qwen2Rotation: String, CaseIterable {
  case `default`
  case mrope
}
