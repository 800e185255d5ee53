extension Tensor {
  /// Two-dimensional convolution (cross-correlation, as in all deep learning) of
  /// `[batch, in, height, width]`.
  ///
  ///     y[b, o, i, j] = bias[o] + sum over c, u, v of
  ///                     weight[o, c, u, v] · x[b, c, i · stride + u · dilation − top, …]
  ///
  /// Kernels of 3 × 3 at every place, of 16 channels and more, take fewer products than that
  /// (``WinogradConvolution``); float32 sums of transformed numbers are as near to it.
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
    if isWinograd(weight, stride: stride, dilation: dilation) {
      let convolution = WinogradConvolution(
        self, weight, wideBias, padding: padding, groups: groups, isDoubled: false)
      return convolution.result()
    }
    let convolution = Convolution(
      self, weight, wideBias, stride: stride, padding: padding, dilation: dilation, groups: groups)
    return convolution.result()
  }

  /// The convolution of the picture at twice its height and width, each pixel made four, which keeps
  /// that size: `resized` by the rule `nearest`, then ``convolution2D(_:bias:stride:padding:dilation:groups:)``
  /// with padding 1.
  ///
  /// The large picture is never made: with 16 channels and more a quarter of the products suffices.
  ///
  /// - Parameters:
  ///   - weight: `[out, in, 3, 3]`, of any floating type.
  ///   - bias: `[out]`, or nil for zeros.
  /// - Returns: float32, `[batch, out, 2 · height, 2 · width]`.
  public func doubledConvolution2D(_ weight: Tensor, bias: Tensor?) -> Tensor {
    precondition(
      rank == 4 && weight.rank == 4 && shape[1] == weight.shape[1] && weight.shape[2] == 3
        && weight.shape[3] == 3 && (bias.map { $0.shape == [weight.shape[0]] } ?? true),
      "doubledConvolution2D: \(shape) by weight \(weight), bias "
        + (bias.map(\.description) ?? "none"))
    let padding = Padding2D(all: 1)
    guard isWinograd(weight, stride: 1, dilation: 1) else {
      return resized(height: 2 * shape[2], width: 2 * shape[3], .nearest)
        .convolution2D(weight, bias: bias, padding: padding)
    }
    let convolution = WinogradConvolution(
      self, weight, bias?.readAsFloat32().contiguous(), padding: padding, groups: 1, isDoubled: true
    )
    return convolution.result()
  }

  private func isWinograd(_ weight: Tensor, stride: Int, dilation: Int) -> Bool {
    weight.shape[2] == 3 && weight.shape[3] == 3 && stride == 1 && dilation == 1
      && WinogradConvolution.pays(inputs: weight.shape[1])
  }
}
