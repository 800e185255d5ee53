public import Layers

/// The spellings of a CLIP text encoder's keys.
public enum CLIPWeights {
  /// The checkpoint under the names that transformers gives the tensors, without what stands before
  /// them in files that hold more than one part.
  ///
  /// - Throws: ``WeightError`` if two tensors would have the same name.
  public static func inTransformersForm(_ checkpoint: Checkpoint) throws(WeightError) -> Checkpoint
  {
    try checkpoint.renamed(by: renaming)
  }

  /// stable-diffusion.cpp's prefix, and that of the original Stable Diffusion.
  private static let renaming = KeyRenaming(
    ["text_encoders.clip_l.transformer", "cond_stage_model.transformer"].map {
      .rename($0, to: "")
    })
}
