public import Layers

/// The spellings of a T5 encoder's keys.
public enum T5Weights {
  /// The checkpoint under the names that transformers gives the tensors.
  ///
  /// GGUF files of encoders alone have the names of llama.cpp; files that stable-diffusion.cpp writes
  /// keep those of transformers behind a prefix.
  ///
  /// - Throws: ``WeightError`` if two tensors would have the same name.
  public static func inTransformersForm(_ checkpoint: Checkpoint) throws(WeightError) -> Checkpoint
  {
    try checkpoint.renamed(by: checkpoint.contains("enc.output_norm.weight") ? llama : prefixed)
  }

  private static let prefixed = KeyRenaming([
    .rename("text_encoders.t5xxl.transformer", to: "")
  ])

  /// Reference: ggml-org/llama.cpp:gguf-py/gguf/constants.py, `MODEL_ARCH.T5ENCODER`.
  private static let llama: KeyRenaming = {
    let attention = ["q", "k", "v", "o"].map { ("attn_\($0)", "0.SelfAttention.\($0)") }
    let others = [
      ("attn_norm", "0.layer_norm"),
      ("attn_rel_b", "0.SelfAttention.relative_attention_bias"),
      ("ffn_norm", "1.layer_norm"),
      ("ffn_gate", "1.DenseReluDense.wi_0"),
      ("ffn_up", "1.DenseReluDense.wi_1"),
      ("ffn_down", "1.DenseReluDense.wo"),
    ]
    let blocks = (attention + others).map { old, new in
      KeyRenaming.Rule.rename("enc.blk.#.\(old)", to: "encoder.block.#.layer.\(new)")
    }
    return KeyRenaming(
      blocks + [
        .rename("enc.output_norm", to: "encoder.final_layer_norm"),
        .rename("token_embd", to: "shared"),
      ])
  }()
}
