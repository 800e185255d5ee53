public import Tensors

/// A matrix as its file stores it: what a linear map multiplies by and a table looks up in.
public enum WeightMatrix: Sendable {
  /// Elements of a floating type.
  case tensor(Tensor)
  /// Rows packed in blocks.
  case blocks(BlockMatrix)
  /// Codes of a table.
  case table(TableMatrix)

  /// The shape, `[rows, columns]`.
  public var shape: [Int] {
    switch self {
    case .tensor(let tensor): tensor.shape
    case .blocks(let matrix): matrix.shape
    case .table(let matrix): matrix.shape
    }
  }

  /// The rows in a range, without a copy.
  func sliced(rows: Range<Int>) -> WeightMatrix {
    switch self {
    case .tensor(let tensor): .tensor(tensor.sliced(axis: 0, rows))
    case .blocks(let matrix): .blocks(matrix.sliced(rows: rows))
    case .table(let matrix): .table(matrix.sliced(rows: rows))
    }
  }

  /// The numbers, in float32 where they are packed.
  func widened() -> Tensor {
    switch self {
    case .tensor(let tensor): tensor
    case .blocks(let matrix): matrix.widened()
    case .table(let matrix): matrix.widened()
    }
  }

  /// The rows at some places, in float32 where they are packed.
  func gatheredRows(_ indices: Tensor) -> Tensor {
    switch self {
    case .tensor(let tensor): tensor.gatheredRows(indices)
    case .blocks(let matrix): matrix.gatheredRows(indices)
    case .table(let matrix): matrix.gatheredRows(indices)
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
    case .table(let weight): linear(weight, bias: bias)
    }
  }
}
