import Layers
import Tensors

/// A convolution with a batch norm behind it, as one convolution.
///
///     y = (convolution(x) − mean) / √(variance + ε) · scale + shift
///       = (weight · f) ∗ x + (shift − mean · f)      f = scale / √(variance + ε)
///
/// The statistics are those that training has kept. Ioffe, Szegedy 2015, arXiv:1502.03167. Reference:
/// `ResNetConvLayer` and `ResNetShortCut`, transformers 5.23.0.
struct ResNetConvolution: Sendable {
  let convolution: Convolution2D

  /// The ε of `torch.nn.BatchNorm2d`.
  private static let epsilon: Float = 1e-5

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, from: Int, to: Int, size: Int, stride: Int = 1) throws(WeightError) {
    let kernel = try weights.tensor("convolution.weight", shape: [to, from, size, size])
    let norm = weights["normalization"]
    let variance = try norm.tensor("running_var", shape: [to])
    let factor = try norm.tensor("weight", shape: [to]) / (variance + Self.epsilon).sqrt()
    let shift = try norm.tensor("bias", shape: [to])
    let mean = try norm.tensor("running_mean", shape: [to])
    norm.skip("num_batches_tracked")
    convolution = Convolution2D(
      weight: kernel * factor.reshaped([to, 1, 1, 1]), bias: shift - mean * factor,
      stride: stride, padding: Padding2D(all: size / 2))
  }

  /// - Parameter x: `[batch, from, height, width]`.
  /// - Returns: `[batch, to, height / stride, width / stride]`, rounded up.
  func callAsFunction(_ x: Tensor) -> Tensor {
    convolution(x)
  }
}
