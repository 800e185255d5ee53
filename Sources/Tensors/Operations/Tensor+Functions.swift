import CKernels

/// Functions of each element. Elements of any type are read as float32; results are float32.
extension Tensor {
  /// e^x.
  public func exp() -> Tensor { mapped(K_EXP, "exp") }
  /// The natural logarithm; −∞ at 0, NaN below.
  public func log() -> Tensor { mapped(K_LOG, "log") }
  /// The square root; NaN below 0.
  public func sqrt() -> Tensor { mapped(K_SQRT, "sqrt") }
  /// The sine of an angle in radians.
  public func sin() -> Tensor { mapped(K_SIN, "sin") }
  /// The cosine of an angle in radians.
  public func cos() -> Tensor { mapped(K_COS, "cos") }
  /// The hyperbolic tangent.
  public func tanh() -> Tensor { mapped(K_TANH, "tanh") }
  /// 1 / (1 + e^−x).
  public func sigmoid() -> Tensor { mapped(K_SIGMOID, "sigmoid") }
  /// x · sigmoid(x), also called swish.
  public func silu() -> Tensor { mapped(K_SILU, "silu") }
  /// x / 2 · (1 + erf(x / √2)): GELU as defined by Hendrycks & Gimpel 2016, arXiv:1606.08415.
  public func gelu() -> Tensor { mapped(K_GELU, "gelu") }
  /// x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 · x³))): GELU's approximation by tanh, §2 there.
  public func geluTanh() -> Tensor { mapped(K_GELU_TANH, "geluTanh") }
  /// x · sigmoid(1.702 · x): GELU's approximation by a sigmoid, §2 there, in CLIP.
  public func quickGELU() -> Tensor { mapped(K_QUICK_GELU, "quickGELU") }
  /// max(x, 0).
  public func relu() -> Tensor { mapped(K_RELU, "relu") }
  /// x².
  public func squared() -> Tensor { mapped(K_SQUARE, "squared") }
  /// |x|.
  public func absolute() -> Tensor { mapped(K_ABSOLUTE, "absolute") }
  /// The nearest integer; ties to even.
  public func rounded() -> Tensor { mapped(K_ROUND, "rounded") }
  /// The largest integer that is not larger.
  public func floored() -> Tensor { mapped(K_FLOOR, "floored") }

  private func mapped(_ function: k_function, _ name: String) -> Tensor {
    let source = readAsFloat32()
    let (merged, strides) = Layout.merged([source.layout])
    precondition(merged.count <= Int(K_MAX_RANK), "\(name): tensor of shape \(shape)")
    return Tensor(writing: shape) { y in
      source.withFloats { x in
        Parallel.for(count: count, grain: Parallel.functionGrain) { range in
          k_map_f32(
            function, x, strides[0], y, merged.count, merged, range.lowerBound, range.upperBound)
        }
      }
    }
  }
}
