import Layers
import Tensors

/// Half the size: a convolution of every second place, with a row and a column of zeros added at the
/// bottom and the right only.
///
/// Reference: `Downsample2D` with `padding=0`, diffusers 0.42.1.
struct AutoencoderDownsampling: Sendable {
  let convolution: Convolution2D

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, channels: Int) throws(WeightError) {
    convolution = try Convolution2D(
      weights["conv"], from: channels, to: channels, size: 3, stride: 2,
      padding: Padding2D(top: 0, bottom: 1, left: 0, right: 1))
  }

  /// - Parameter x: `[batch, channels, height, width]`.
  /// - Returns: `[batch, channels, height / 2, width / 2]`, rounded down.
  func callAsFunction(_ x: Tensor) -> Tensor {
    convolution(x)
  }
}
