public import Layers

/// The spellings of an autoencoder's keys.
public enum AutoencoderWeights {
  /// The checkpoint under the names diffusers gives its tensors today.
  ///
  /// BFL's files count the decoder's levels from the pixels, diffusers from the latent; older files
  /// of diffusers name the attention otherwise. Both have 1 × 1 convolutions where matrices are
  /// meant, which `Linear` takes as they are.
  ///
  /// - Throws: ``WeightError`` if two tensors would have the same name.
  public static func inDiffusersForm(_ checkpoint: Checkpoint) throws(WeightError) -> Checkpoint {
    guard checkpoint.contains("encoder.down.0.block.0.conv1.weight") else {
      return try checkpoint.renamed(by: olderDiffusers)
    }
    let levels = Weights(checkpoint, scope: "encoder").count(of: "down")
    return try checkpoint.renamed(by: bfl(levels: levels))
  }

  /// Files of diffusers before 0.14.
  private static let olderDiffusers = KeyRenaming(
    ["encoder", "decoder"].flatMap { half in
      [
        ("query", "to_q"), ("key", "to_k"), ("value", "to_v"), ("proj_attn", "to_out.0"),
      ].map { old, new in
        let attention = "\(half).mid_block.attentions.#"
        return KeyRenaming.Rule.rename("\(attention).\(old)", to: "\(attention).\(new)")
      }
    })

  /// Files of BFL: black-forest-labs/flux:src/flux/modules/autoencoder.py at 802fb4713906.
  private static func bfl(levels: Int) -> KeyRenaming {
    let encoder = [
      ("encoder.down.#.block.#.nin_shortcut", "encoder.down_blocks.#.resnets.#.conv_shortcut"),
      ("encoder.down.#.block.#", "encoder.down_blocks.#.resnets.#"),
      ("encoder.down.#.downsample.conv", "encoder.down_blocks.#.downsamplers.0.conv"),
    ]
    let decoder = (0..<levels).flatMap { level in
      let (old, new) = ("decoder.up.\(levels - 1 - level)", "decoder.up_blocks.\(level)")
      return [
        ("\(old).block.#.nin_shortcut", "\(new).resnets.#.conv_shortcut"),
        ("\(old).block.#", "\(new).resnets.#"),
        ("\(old).upsample.conv", "\(new).upsamplers.0.conv"),
      ]
    }
    let both = ["encoder", "decoder"].flatMap { half in
      [
        ("mid.block_1", "mid_block.resnets.0"),
        ("mid.block_2", "mid_block.resnets.1"),
        ("mid.attn_1.norm", "mid_block.attentions.0.group_norm"),
        ("mid.attn_1.q", "mid_block.attentions.0.to_q"),
        ("mid.attn_1.k", "mid_block.attentions.0.to_k"),
        ("mid.attn_1.v", "mid_block.attentions.0.to_v"),
        ("mid.attn_1.proj_out", "mid_block.attentions.0.to_out.0"),
        ("norm_out", "conv_norm_out"),
      ].map { old, new in ("\(half).\(old)", "\(half).\(new)") }
    }
    return KeyRenaming((encoder + decoder + both).map { .rename($0, to: $1) })
  }
}
