public import Layers

/// The spellings of a Qwen2 language model's keys.
public enum Qwen2Weights {
  /// The checkpoint under the names of the published files, `model.layers.0.…`.
  ///
  /// GGUF files have the names of llama.cpp; newer files of Qwen2.5-VL have `language_model` in them.
  ///
  /// - Throws: ``WeightError`` if two tensors would have the same name.
  public static func inPublishedForm(_ checkpoint: Checkpoint) throws(WeightError) -> Checkpoint {
    try checkpoint.renamed(by: checkpoint.contains("token_embd.weight") ? llama : prefixed)
  }

  private static let prefixed = KeyRenaming([.rename("model.language_model", to: "model")])

  /// Reference: ggml-org/llama.cpp:gguf-py/gguf/constants.py, `MODEL_ARCH.QWEN2`.
  private static let llama: KeyRenaming = {
    let blocks = [
      ("attn_norm", "input_layernorm"),
      ("attn_q", "self_attn.q_proj"),
      ("attn_k", "self_attn.k_proj"),
      ("attn_v", "self_attn.v_proj"),
      ("attn_output", "self_attn.o_proj"),
      ("ffn_norm", "post_attention_layernorm"),
      ("ffn_gate", "mlp.gate_proj"),
      ("ffn_up", "mlp.up_proj"),
      ("ffn_down", "mlp.down_proj"),
    ]
    return KeyRenaming(
      blocks.map { .rename("blk.#.\($0)", to: "model.layers.#.\($1)") } + [
        .rename("token_embd", to: "model.embed_tokens"),
        .rename("output_norm", to: "model.norm"),
        .rename("output", to: "lm_head"),
      ])
  }()
}
