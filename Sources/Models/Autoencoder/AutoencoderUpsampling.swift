import Layers
import Tensors

/// Twice the size: every place four times, then a convolution.
///
/// Reference: `Upsample2D`, diffusers 0.42.1.
struct AutoencoderUpsampling: Sendable {
  let convolution: Convolution2D

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, channels: Int) throws(WeightError) {
    convolution = try Convolution2D(weights["conv"], from: channels, to: channels, size: 3)
  }

  /// - Parameter x: `[batch, channels, height, width]`.
  /// - Returns: `[batch, channels, 2 · height, 2 · width]`.
  func callAsFunction(_ x: Tensor) -> Tensor {
    x.doubledConvolution2D(convolution.weight, bias: convolution.bias)
  }
}
