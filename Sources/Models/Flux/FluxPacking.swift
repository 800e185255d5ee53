public import Tensors

/// How a latent becomes tokens, each a patch of 2 × 2 cells.
///
/// Tokens go row by row; of a token's numbers the channel is slowest: channel · 4 + row · 2 + column.
/// Reference: diffusers:FluxPipeline._pack_latents.
public enum FluxPacking {
  /// Edge of a patch, in latent cells.
  static let patch = 2

  /// How many tokens a picture has: one for each 16 × 16 pixels of latent cells of 8 × 8.
  public static func tokenCount(latentHeight: Int, latentWidth: Int) -> Int {
    (latentHeight / patch) * (latentWidth / patch)
  }

  /// `[batch, channels, height, width]` to `[batch, height / 2 · width / 2, channels · 4]`.
  public static func tokens(of latent: Tensor) -> Tensor {
    precondition(
      latent.rank == 4 && latent.shape[2].isMultiple(of: patch)
        && latent.shape[3].isMultiple(of: patch),
      "FluxPacking.tokens of a latent of \(latent.shape)")
    let (batch, channels) = (latent.shape[0], latent.shape[1])
    let (rows, columns) = (latent.shape[2] / patch, latent.shape[3] / patch)
    return latent.reshaped([batch, channels, rows, patch, columns, patch])
      .permuted([0, 2, 4, 1, 3, 5])
      .reshaped([batch, rows * columns, channels * patch * patch])
  }

  /// `[batch, rows · columns, channels · 4]` to `[batch, channels, rows · 2, columns · 2]`.
  public static func latent(of tokens: Tensor, rows: Int, columns: Int) -> Tensor {
    precondition(
      tokens.rank == 3 && tokens.shape[1] == rows * columns
        && tokens.shape[2].isMultiple(of: patch * patch),
      "FluxPacking.latent of tokens \(tokens.shape) in \(rows) rows of \(columns)")
    let (batch, channels) = (tokens.shape[0], tokens.shape[2] / (patch * patch))
    return tokens.reshaped([batch, rows, columns, channels, patch, patch])
      .permuted([0, 3, 1, 4, 2, 5])
      .reshaped([batch, channels, rows * patch, columns * patch])
  }
}
