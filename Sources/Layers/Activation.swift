public import Tensors

/// A nonlinear function of each number, by the name that published configurations give it.
public enum Activation: String, Sendable, Hashable, CaseIterable {
  case relu
  case silu
  case swish
  case gelu
  case quickGELU = "quick_gelu"
  case geluNew = "gelu_new"
  case geluTanh = "gelu_pytorch_tanh"

  /// Applies the function to every element.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    switch self {
    case .relu: x.relu()
    case .silu, .swish: x.silu()
    case .gelu: x.gelu()
    case .quickGELU: x.quickGELU()
    case .geluNew, .geluTanh: x.geluTanh()
    }
  }
}
