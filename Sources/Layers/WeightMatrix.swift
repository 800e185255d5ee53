public import Tensors

/// A matrix as its file stores it: what a linear map multiplies by and a table looks up in.
public enum WeightMatrix: Sendable {
  /// Elements of a floating type.
  case tensor(Tensor)
  /// Rows packed in blocks.
  case blocks(BlockMatrix)

  /// The shape, `[rows, columns]`.
  public var shape: [Int] {
    switch self {
    case .tensor(let tensor): tensor.shape
    case .blocks(let matrix): matrix.shape
    }
  }
}

extension Tensor {
  /// x · weightᵀ + bias, over the last axis.
  ///
  /// - Parameters:
  ///   - weight: `[out, in]`, read where it lies.
  ///   - bias: `[out]`.
  ///   - precision: How blocks are multiplied.
  /// - Returns: float32 of shape `[…, out]`, for this tensor's `[…, in]`.
  func linear(_ weight: WeightMatrix, bias: Tensor?, precision: ProductPrecision) -> Tensor {
    switch weight {
    case .tensor(let weight): linear(weight, bias: bias)
    case .blocks(let weight): linear(weight, bias: bias, precision: precision)
    }
  }
}
