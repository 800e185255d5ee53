import CKernels

/// Sums, means and extremes, of one axis or of all elements. Elements of any type are read as float32;
/// sums are in double, in an order that depends on the shape alone.
extension Tensor {
  /// The sum over an axis, which is dropped unless kept with length 1.
  public func sum(axis: Int, keepingAxis: Bool = false) -> Tensor {
    reduced(K_SUM, axis: axis, keepingAxis, "sum")
  }

  /// The mean over an axis, which is dropped unless kept with length 1.
  public func mean(axis: Int, keepingAxis: Bool = false) -> Tensor {
    reduced(K_MEAN, axis: axis, keepingAxis, "mean")
  }

  /// The variance over an axis, which is dropped unless kept with length 1: the mean of the squared
  /// distances from the mean (divided by the length, not by one less).
  public func variance(axis: Int, keepingAxis: Bool = false) -> Tensor {
    reduced(K_VARIANCE, axis: axis, keepingAxis, "variance")
  }

  /// The largest element along an axis, which is dropped unless kept with length 1; NaN where one is.
  public func maximum(axis: Int, keepingAxis: Bool = false) -> Tensor {
    reduced(K_LARGEST, axis: axis, keepingAxis, "maximum")
  }

  /// The smallest element along an axis, which is dropped unless kept with length 1; NaN where one is.
  public func minimum(axis: Int, keepingAxis: Bool = false) -> Tensor {
    reduced(K_SMALLEST, axis: axis, keepingAxis, "minimum")
  }

  /// The sum of all elements.
  public func sum() -> Float { Float(total()) }

  /// The mean of all elements, of which there is at least one.
  public func mean() -> Float {
    precondition(count > 0, "mean: tensor of shape \(shape) is empty")
    return Float(total() / Double(count))
  }

  /// The largest element, of which there is at least one; NaN where one is.
  public func maximum() -> Float { reshaped([-1]).maximum(axis: 0).item() }

  /// The smallest element, of which there is at least one; NaN where one is.
  public func minimum() -> Float { reshaped([-1]).minimum(axis: 0).item() }

  /// The index, along an axis, of its first largest element; a NaN counts as the largest.
  ///
  /// - Returns: int64, without the axis.
  public func argmax(axis: Int) -> Tensor {
    let lines = Lines(self, axis: axis, operation: "argmax")
    return Tensor(lines.shapeWithoutAxis, .int64) { bytes in
      let y = bytes.bindMemory(to: Int64.self, capacity: lines.outer * lines.inner)
      lines.source.withFloats { x in
        Parallel.for(count: lines.outer, grain: lines.grain) {
          for outer in $0 {
            k_argmax_columns_f32(
              x + outer * lines.length * lines.inner, y + outer * lines.inner, lines.length,
              lines.inner)
          }
        }
      }
    }
  }

  private func reduced(
    _ reduction: k_reduction, axis: Int, _ keepingAxis: Bool, _ name: String
  ) -> Tensor {
    let lines = Lines(self, axis: axis, operation: name)
    let (length, inner) = (lines.length, lines.inner)
    let shape = keepingAxis ? lines.shapeWithAxis : lines.shapeWithoutAxis
    return Tensor(writing: shape) { y in
      lines.source.withFloats { x in
        if inner == 1 {
          Parallel.for(count: lines.outer, grain: lines.grain) { rows in
            k_reduce_rows_f32(
              reduction, x + rows.lowerBound * length, y + rows.lowerBound, rows.count, length)
          }
        } else {
          let strips = (inner + Self.strip - 1) / Self.strip
          let grain = max(1, Parallel.elementGrain / max(1, length * min(inner, Self.strip)))
          Parallel.for(count: lines.outer * strips, grain: grain) {
            for piece in $0 {
              let (outer, strip) = piece.quotientAndRemainder(dividingBy: strips)
              let first = strip * Self.strip
              k_reduce_columns_f32(
                reduction, x + outer * length * inner, y + outer * inner, length, inner, first,
                min(first + Self.strip, inner))
            }
          }
        }
      }
    }
  }

  private func total() -> Double {
    let source = readAsFloat32().contiguous()
    let count = self.count
    let parts = (count + Parallel.elementGrain - 1) / Parallel.elementGrain
    let sums = [Double](unsafeUninitializedCapacity: parts) { sums, initialized in
      source.withFloats { x in
        let sums = sums
        Parallel.for(count: count, grain: Parallel.elementGrain) { range in
          sums.initializeElement(
            at: range.lowerBound / Parallel.elementGrain,
            to: k_sum_f32(x + range.lowerBound, range.count))
        }
      }
      initialized = parts
    }
    return sums.reduce(0, +)
  }

  /// Columns of one part of a reduction over an axis that is not the last.
  private static let strip = 256
}
