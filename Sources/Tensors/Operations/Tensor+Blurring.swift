extension Tensor {
  /// A picture blurred by a Gaussian, `[batch, channels, height, width]`.
  ///
  ///     y[i, j] = sum over u, v of g(u) · g(v) · x[i + u, j + v],  g(d) ∝ exp(−d² / (2 · sigma²))
  ///
  /// over |u|, |v| ≤ 4 · sigma, rounded, with g adding up to 1; pixels beyond an edge are the pixel at
  /// the edge. As `scipy.ndimage.gaussian_filter` with the mode `nearest`.
  ///
  /// - Parameter sigma: Standard deviation of the Gaussian, in pixels; 0 or more.
  /// - Returns: float32, of the same shape.
  public func blurred(sigma: Double) -> Tensor {
    precondition(
      rank == 4 && sigma >= 0 && count > 0, "blurred: shape \(shape) by a sigma of \(sigma)")
    return resampled(
      across: Resampling(blurring: shape[3], sigma: sigma),
      down: Resampling(blurring: shape[2], sigma: sigma))
  }
}
