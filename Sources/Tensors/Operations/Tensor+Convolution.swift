extension Tensor {
  /// Two-dimensional convolution (cross-correlation, as in all deep learning) of
  /// `[batch, in, height, width]`.
  ///
  ///     y[b, o, i, j] = bias[o] + sum over c, u, v of
  ///                     weight[o, c, u, v] · x[b, c, i · stride + u · dilation − top, …]
  ///
  /// - Parameters:
  ///   - weight: `[out, in / groups, kernelHeight, kernelWidth]`, of any floating type.
  ///   - bias: `[out]`, or nil for zeros.
  ///   - stride: Pixels from one place of the kernel to the next.
  ///   - padding: Zeros around the picture.
  ///   - dilation: Pixels from one element of the kernel to the next.
  ///   - groups: Parts into which input and output channels are divided, each convolved by itself.
  /// - Returns: float32, `[batch, out, outHeight, outWidth]`.
  public func convolution2D(
    _ weight: Tensor, bias: Tensor?, stride: Int = 1, padding: Padding2D = .none, dilation: Int = 1,
    groups: Int = 1
  ) -> Tensor {
    precondition(
      rank == 4 && weight.rank == 4 && groups > 0 && weight.shape[0] % groups == 0
        && shape[1] == weight.shape[1] * groups && stride > 0 && dilation > 0
        && (bias.map { $0.shape == [weight.shape[0]] } ?? true),
      "convolution2D: \(shape) by weight \(weight), bias \(bias.map(\.description) ?? "none")"
        + ", \(groups) groups")
    let wideBias = bias?.readAsFloat32().contiguous()
    let isPointwise =
      weight.shape[2] == 1 && weight.shape[3] == 1 && stride == 1 && padding == .none && groups == 1
    if isPointwise {
      let matrix = weight.reshaped([weight.shape[0], weight.shape[1]])
      let product = matrix.product(
        reshaped([shape[0], shape[1], shape[2] * shape[3]]), rowBias: wideBias)
      return product.reshaped([shape[0], weight.shape[0], shape[2], shape[3]])
    }
    let convolution = Convolution(
      self, weight, wideBias, stride: stride, padding: padding, dilation: dilation, groups: groups)
    return convolution.result()
  }
}
