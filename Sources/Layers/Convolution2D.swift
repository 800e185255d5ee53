public import Tensors

/// A convolution over rows and columns.
///
///     y[o, r, c] = Σ over i, u, v of weight[o, i, u, v] · x[i, r·stride + u, c·stride + v] + bias[o]
///
/// where `x` is padded by zeros.
public struct Convolution2D: Sendable {
  /// The kernel, `[to, from, height, width]`.
  public let weight: Tensor
  /// What is added, `[to]`; nil for a convolution without a bias.
  public let bias: Tensor?
  /// Places of the input from one place of the output to the next, in both directions.
  public let stride: Int
  /// Zeros around the input.
  public let padding: Padding2D

  /// A convolution with a kernel at hand.
  public init(weight: Tensor, bias: Tensor?, stride: Int = 1, padding: Padding2D) {
    self.weight = weight
    self.bias = bias
    self.stride = stride
    self.padding = padding
  }

  /// Reads `weight` and, if there is to be one, `bias`.
  ///
  /// - Parameters:
  ///   - weights: The scope of the two.
  ///   - from: Channels of the input.
  ///   - to: Channels of the output.
  ///   - size: Height and width of the kernel.
  ///   - stride: Places of the input from one place of the output to the next.
  ///   - padding: Zeros around the input; by default half the size, which keeps an odd kernel centred.
  ///   - bias: Whether there is a bias.
  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  public init(
    _ weights: Weights, from: Int, to: Int, size: Int, stride: Int = 1, padding: Padding2D? = nil,
    bias: Bool = true
  ) throws(WeightError) {
    self.init(
      weight: try weights.tensor("weight", shape: [to, from, size, size]),
      bias: bias ? try weights.tensor("bias", shape: [to]) : nil,
      stride: stride, padding: padding ?? Padding2D(all: size / 2))
  }

  /// Convolves each member of a batch.
  ///
  /// - Parameter x: `[batch, from, height, width]`.
  /// - Returns: `[batch, to, height', width']`.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    x.convolution2D(weight, bias: bias, stride: stride, padding: padding)
  }
}
