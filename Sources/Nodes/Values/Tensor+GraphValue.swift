public import Dataflow
public import Tensors

/// A tensor on an edge: `Tensor` in graphs.
extension Tensor: GraphValue {
  /// What the elements take, in bytes.
  public var byteCount: Int { count * elementType.byteCount }

  /// Element type and shape: `float32 2×3`.
  public var display: String {
    "Tensor \(elementType.rawValue) \(shape.map(String.init).joined(separator: "×"))"
  }
}
