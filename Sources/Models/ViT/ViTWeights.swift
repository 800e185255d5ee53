import Layers

/// The spellings of a vision transformer's keys.
enum ViTWeights {
  /// The checkpoint under the names of transformers' modules since version 5.
  ///
  /// Files keep the longer names of before: `ViTForImageClassification` of 4.x, which 5.23.0 still
  /// writes.
  ///
  /// - Throws: ``WeightError`` if two tensors would have the same name.
  static func inModuleForm(_ checkpoint: Checkpoint) throws(WeightError) -> Checkpoint {
    try checkpoint.renamed(
      by: KeyRenaming(
        [
          ("attention.attention.query", "attention.q_proj"),
          ("attention.attention.key", "attention.k_proj"),
          ("attention.attention.value", "attention.v_proj"),
          ("attention.output.dense", "attention.o_proj"),
          ("intermediate.dense", "mlp.fc1"),
          ("output.dense", "mlp.fc2"),
          ("layernorm_before", "layernorm_before"),
          ("layernorm_after", "layernorm_after"),
        ].map { .rename("vit.encoder.layer.#.\($0)", to: "vit.layers.#.\($1)") }))
  }
}
