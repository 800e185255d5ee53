import Layers
import Tensors

/// A linear map that knows its name, under which a stream's adapters may change it.
struct FluxLinear: Sendable {
  private let linear: Linear
  private let name: String

  /// - Throws: ``WeightError`` if a weight is missing or has another shape.
  init(_ weights: Weights, from: Int, to: Int) throws(WeightError) {
    linear = try Linear(weights, from: from, to: to)
    name = String(weights.prefix.dropLast())
  }

  /// Maps `[..., from]` to `[..., to]`.
  func callAsFunction(_ x: Tensor, _ adapters: FluxAdapters) -> Tensor {
    adapters.layers[name, default: []].reduce(linear(x)) { y, adapter in y + adapter(x) }
  }
}
