import CKernels

/// Arithmetic, element by element. Shapes broadcast: axes are aligned at the back, and a length of 1
/// repeats. Operands of any type are read as float32; results are float32.
extension Tensor {
  /// a + b, element by element.
  public static func + (a: Tensor, b: Tensor) -> Tensor { a.combined(b, K_ADD, "+") }
  /// a − b, element by element.
  public static func - (a: Tensor, b: Tensor) -> Tensor { a.combined(b, K_SUBTRACT, "-") }
  /// a · b, element by element.
  public static func * (a: Tensor, b: Tensor) -> Tensor { a.combined(b, K_MULTIPLY, "*") }
  /// a / b, element by element.
  public static func / (a: Tensor, b: Tensor) -> Tensor { a.combined(b, K_DIVIDE, "/") }

  /// a + b, for each element of a.
  public static func + (a: Tensor, b: Float) -> Tensor { a + scalar(b) }
  /// a − b, for each element of a.
  public static func - (a: Tensor, b: Float) -> Tensor { a - scalar(b) }
  /// a · b, for each element of a.
  public static func * (a: Tensor, b: Float) -> Tensor { a * scalar(b) }
  /// a / b, for each element of a.
  public static func / (a: Tensor, b: Float) -> Tensor { a / scalar(b) }

  /// a + b, for each element of b.
  public static func + (a: Float, b: Tensor) -> Tensor { scalar(a) + b }
  /// a − b, for each element of b.
  public static func - (a: Float, b: Tensor) -> Tensor { scalar(a) - b }
  /// a · b, for each element of b.
  public static func * (a: Float, b: Tensor) -> Tensor { scalar(a) * b }
  /// a / b, for each element of b.
  public static func / (a: Float, b: Tensor) -> Tensor { scalar(a) / b }

  /// Every element with the other sign.
  public static prefix func - (x: Tensor) -> Tensor { x * -1 }

  /// The larger of each pair of elements; NaN where either is NaN.
  public func maximum(_ other: Tensor) -> Tensor { combined(other, K_MAXIMUM, "maximum") }

  /// The smaller of each pair of elements; NaN where either is NaN.
  public func minimum(_ other: Tensor) -> Tensor { combined(other, K_MINIMUM, "minimum") }

  /// Every element, or the nearest end of the range outside it; NaN stays.
  public func clamped(to range: ClosedRange<Float>) -> Tensor {
    maximum(.scalar(range.lowerBound)).minimum(.scalar(range.upperBound))
  }

  private static func scalar(_ value: Float) -> Tensor { Tensor([value], shape: []) }

  private func combined(_ other: Tensor, _ operation: k_combination, _ name: String) -> Tensor {
    let shape = Shape.broadcast(self.shape, other.shape, operation: name)
    let a = readAsFloat32().broadcast(to: shape)
    let b = other.readAsFloat32().broadcast(to: shape)
    let (merged, strides) = Layout.merged([a.layout, b.layout])
    precondition(
      merged.count <= Int(K_MAX_RANK), "\(name): tensors of shapes \(self.shape), \(other.shape)")
    return Tensor(writing: shape) { y in
      a.withFloats { a in
        b.withFloats { b in
          Parallel.for(count: Shape.count(shape), grain: Parallel.elementGrain) { range in
            k_combine_f32(
              operation, a, strides[0], b, strides[1], y, merged.count, merged,
              range.lowerBound, range.upperBound)
          }
        }
      }
    }
  }
}
