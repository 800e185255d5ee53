import Layers
import Tensors

/// A few convolutions beside a shortcut.
///
///     y = f(shortcut(x) + convolutions(x))      f between the convolutions, too
///
/// The shortcut is a 1 × 1 convolution where channels or size change, and nothing otherwise.
/// He et al. 2015, arXiv:1512.03385, §4.1. Reference: `ResNetBasicLayer` and
/// `ResNetBottleNeckLayer`, transformers 5.23.0.
struct ResNetLayer: Sendable {
  let convolutions: [ResNetConvolution]
  let shortcut: ResNetConvolution?
  let activation: Activation

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(
    _ weights: Weights, from: Int, to: Int, stride: Int, _ c: ResNetConfiguration
  ) throws(WeightError) {
    let inner = weights["layer"]
    switch c.layer {
    case .basic:
      convolutions = [
        try ResNetConvolution(inner[0], from: from, to: to, size: 3, stride: stride),
        try ResNetConvolution(inner[1], from: to, to: to, size: 3),
      ]
    case .bottleneck:
      let narrow = to / 4
      let (first, second) = c.downsamplesAtBottleneckEntry ? (stride, 1) : (1, stride)
      convolutions = [
        try ResNetConvolution(inner[0], from: from, to: narrow, size: 1, stride: first),
        try ResNetConvolution(inner[1], from: narrow, to: narrow, size: 3, stride: second),
        try ResNetConvolution(inner[2], from: narrow, to: to, size: 1),
      ]
    }
    shortcut =
      from == to && stride == 1
      ? nil
      : try ResNetConvolution(weights["shortcut"], from: from, to: to, size: 1, stride: stride)
    activation = c.activation
  }

  /// - Parameter x: `[batch, from, height, width]`.
  /// - Returns: `[batch, to, height / stride, width / stride]`, rounded up.
  func callAsFunction(_ x: Tensor) -> Tensor {
    let inner = convolutions.dropLast().reduce(x) { x, convolution in activation(convolution(x)) }
    let last = convolutions[convolutions.count - 1]
    return activation((shortcut?(x) ?? x) + last(inner))
  }
}
