public import Dataflow
import Tensors

/// The type in which the tokens of an identity are kept.
public enum BankPrecision: String, Choice {
  case float32, bfloat16

  /// The element type of that name.
  var elementType: ElementType {
    switch self {
    case .float32: .float32
    case .bfloat16: .bfloat16
    }
  }
}
