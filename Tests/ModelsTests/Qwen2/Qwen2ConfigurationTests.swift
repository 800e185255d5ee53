import Formats
import Layers
import Models
import TestSupport
import Testing

@Suite struct Qwen2ConfigurationTests {
  private func configuration(_ text: String) throws -> Qwen2Configuration {
    let json = try JSON(Array(text.utf8), file: "config.json")
    return try Qwen2Configuration(ConfigurationFile(json))
  }

  @Test func `what a file does not say has the defaults of its class`() throws {
    let c = try configuration("{}")
    #expect(c.vocabulary == 151936 && c.width == 4096 && c.depth == 32 && c.mlpWidth == 22016)
    #expect(c.heads == 32 && c.keyHeads == 32 && c.headWidth == 128)
    #expect(c.theta == 10_000 && c.epsilon == 1e-6 && !c.isTied)
  }

  @Test func `the numbers of Qwen2_5-VL are beside those of its vision, or in a section`() throws {
    let old = try configuration(
      """
      {"hidden_size": 2048, "num_attention_heads": 16, "num_key_value_heads": 2,
       "rope_theta": 1000000.0, "rope_scaling": {"type": "mrope", "mrope_section": [16, 24, 24]},
       "tie_word_embeddings": true, "vision_config": {"hidden_size": 1280}}
      """)
    let new = try configuration(
      """
      {"tie_word_embeddings": true, "vision_config": {"hidden_size": 1280}, "text_config":
       {"hidden_size": 2048, "num_attention_heads": 16, "num_key_value_heads": 2,
        "rope_parameters": {"rope_type": "default", "rope_theta": 1000000.0}}}
      """)
    #expect(old == new)
    #expect(old.headWidth == 128 && old.keyHeads == 2 && old.theta == 1e6 && old.isTied)
  }

  @Test(
    arguments: [
      (
        #"{"num_attention_heads": 6, "num_key_value_heads": 4}"#,
        "'num_attention_heads' to be a multiple of the 4 heads of keys, found 6"
      ),
      (#"{"head_dim": 7}"#, "'head_dim' to be an even number, found 7"),
      (#"{"hidden_act": "gelu"}"#, "'hidden_act' to be one of 'silu', found 'gelu'"),
      (#"{"use_sliding_window": true}"#, "'use_sliding_window' to be false, found true"),
      (
        #"{"rope_scaling": {"rope_type": "yarn", "factor": 4.0}}"#,
        "'rope_type' to be one of 'default', 'mrope', found 'yarn'"
      ),
      (#"{"rope_theta": 0.5}"#, "'rope_theta' to be a number in 1.0...1000000000000.0, found 0.5"),
    ])
  func `what cannot be computed is refused`(text: String, message: String) throws {
    let error = #expect(throws: ConfigurationError.self) { try configuration(text) }
    #expect(error?.description == "config.json: expected \(message)")
  }

  /// A file with the numbers of a small model, some of them changed, or left out where the change is empty.
  private func file(
    _ changes: [String: [UInt8]] = [:], architecture: String = "qwen2"
  ) throws
    -> GGUFFile
  {
    func number(_ key: String, _ value: UInt32) -> [UInt8] {
      GGUFDraft.value("\(architecture).\(key)", 4, GGUFDraft.bytes(value))
    }
    func real(_ key: String, _ value: Float) -> [UInt8] {
      GGUFDraft.value("\(architecture).\(key)", 6, GGUFDraft.bytes(value.bitPattern))
    }
    var values: [String: [UInt8]] = [
      "architecture": GGUFDraft.value("general.architecture", 8, GGUFDraft.text(architecture)),
      "width": number("embedding_length", 32), "heads": number("attention.head_count", 4),
      "keys": number("attention.head_count_kv", 2), "depth": number("block_count", 3),
      "mlp": number("feed_forward_length", 64),
      "epsilon": real("attention.layer_norm_rms_epsilon", 1e-5),
      "theta": real("rope.freq_base", 500),
    ]
    for (key, value) in changes { values[key] = value.isEmpty ? nil : value }
    var draft = GGUFDraft([
      .init("token_embd.weight", lengths: [1, 8], type: 0, data: [UInt8](repeating: 0, count: 32))
    ])
    draft.values = values.sorted { $0.key < $1.key }.map { $0.value }
    return try GGUFFile(bytes: draft.bytes, named: "model.gguf")
  }

  @Test func `a GGUF file tells the numbers`() throws {
    for architecture in ["qwen2", "qwen2vl"] {
      let c = try Qwen2Configuration(file(architecture: architecture))
      #expect(c.vocabulary == 8 && c.width == 32 && c.depth == 3 && c.mlpWidth == 64)
      #expect(c.heads == 4 && c.keyHeads == 2 && c.headWidth == 8)
      #expect(c.theta == 500 && c.epsilon == 1e-5 && c.isTied)
    }
  }

  @Test func `a GGUF file that does not tell them is refused`() throws {
    func number(_ key: String, _ value: UInt32) -> [UInt8] {
      GGUFDraft.value("qwen2.\(key)", 4, GGUFDraft.bytes(value))
    }
    let cases: [([String: [UInt8]], String)] = [
      (
        ["architecture": GGUFDraft.value("general.architecture", 8, GGUFDraft.text("llama"))],
        "'general.architecture' to be 'qwen2' or 'qwen2vl', found 'llama'"
      ),
      (
        ["depth": []],
        "'qwen2.block_count' to be a whole number in 1...4096, found none"
      ),
      (
        ["mlp": number("feed_forward_length", 0)],
        "'qwen2.feed_forward_length' to be a whole number in 1...16777216, found 0"
      ),
      (
        ["epsilon": number("attention.layer_norm_rms_epsilon", 1)],
        "'qwen2.attention.layer_norm_rms_epsilon' to be a number in 0.0...1.0, found 1"
      ),
      (
        ["keys": number("attention.head_count_kv", 3)],
        "'num_attention_heads' to be a multiple of the 3 heads of keys, found 4"
      ),
    ]
    for (changes, message) in cases {
      let file = try file(changes)
      let error = #expect(throws: FormatError.self) { try Qwen2Configuration(file) }
      #expect(error?.description == "model.gguf: expected \(message)")
    }
  }
}
