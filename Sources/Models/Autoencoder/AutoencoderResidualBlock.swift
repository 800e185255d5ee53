import Layers
import Tensors

/// Two convolutions beside a shortcut.
///
///     y = shortcut(x) + conv2(silu(norm2(conv1(silu(norm1(x))))))
///
/// The shortcut is a 1 × 1 convolution where the channels change, and nothing otherwise.
/// He et al. 2016, arXiv:1603.05027. Reference: `ResnetBlock2D`, diffusers 0.42.1.
struct AutoencoderResidualBlock: Sendable {
  let norm1: GroupNorm
  let convolution1: Convolution2D
  let norm2: GroupNorm
  let convolution2: Convolution2D
  let shortcut: Convolution2D?

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, from: Int, to: Int, groups: Int) throws(WeightError) {
    norm1 = try GroupNorm(weights["norm1"], groups: groups, channels: from, epsilon: 1e-6)
    convolution1 = try Convolution2D(weights["conv1"], from: from, to: to, size: 3)
    norm2 = try GroupNorm(weights["norm2"], groups: groups, channels: to, epsilon: 1e-6)
    convolution2 = try Convolution2D(weights["conv2"], from: to, to: to, size: 3)
    shortcut =
      from == to ? nil : try Convolution2D(weights["conv_shortcut"], from: from, to: to, size: 1)
  }

  /// - Parameter x: `[batch, from, height, width]`.
  /// - Returns: `[batch, to, height, width]`.
  func callAsFunction(_ x: Tensor) -> Tensor {
    // In one expression, and before the shortcut: the pictures in between are let go as they are used.
    let change = convolution2(
      norm2(convolution1(norm1(x, activated: true)), activated: true))
    return (shortcut?(x) ?? x) + change
  }
}
