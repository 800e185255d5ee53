public import Dataflow
public import Tensors

/// How weights in blocks are multiplied: `exact` or `fast` in graphs.
extension ProductPrecision: Choice {
  /// `Precision` in messages.
  public static var typeName: String { "Precision" }
}
