import CKernels

extension Tensor {
  /// e^x over the sum of e^x along an axis.
  public func softmax(axis: Int = -1) -> Tensor {
    let along = self.axis(axis, "softmax")
    guard along == rank - 1 else {
      return transposed(along, -1).softmax().transposed(along, -1).contiguous()
    }
    return rowsMapped("softmax") { x, y, rows, columns in k_softmax_f32(x, y, rows, columns) }
  }

  /// Layer normalization over the last axis.
  ///
  ///     (x − mean) / √(variance + epsilon) · scale + bias
  ///
  /// Ba, Kiros & Hinton 2016, arXiv:1607.06450. The variance is divided by the width.
  ///
  /// - Parameters:
  ///   - scale: `[width]`, or nil for ones.
  ///   - bias: `[width]`, or nil for zeros.
  ///   - epsilon: Added to the variance.
  /// - Returns: float32, of this tensor's shape.
  public func layerNorm(scale: Tensor?, bias: Tensor?, epsilon: Float) -> Tensor {
    let scale = parameter(scale, "layerNorm")
    let bias = parameter(bias, "layerNorm")
    return scale.withFloatsOrNil { scale in
      bias.withFloatsOrNil { bias in
        rowsMapped("layerNorm") { x, y, rows, columns in
          k_layer_norm_f32(x, scale, bias, y, rows, columns, epsilon)
        }
      }
    }
  }

  /// Root-mean-square normalization over the last axis.
  ///
  ///     x / √(mean of x² + epsilon) · scale
  ///
  /// Zhang & Sennrich 2019, arXiv:1910.07467.
  ///
  /// - Parameters:
  ///   - scale: `[width]`, or nil for ones.
  ///   - epsilon: Added to the mean square.
  /// - Returns: float32, of this tensor's shape.
  public func rmsNorm(scale: Tensor?, epsilon: Float) -> Tensor {
    parameter(scale, "rmsNorm").withFloatsOrNil { scale in
      rowsMapped("rmsNorm") { x, y, rows, columns in
        k_rms_norm_f32(x, scale, y, rows, columns, epsilon)
      }
    }
  }

  /// Normalization over groups of channels and all places, of `[batch, channels, …]`.
  ///
  ///     (x − mean) / √(variance + epsilon) · scale + bias
  ///
  /// Its SiLU, where that is asked for, costs no pass over memory of its own.
  ///
  /// Wu & He 2018, arXiv:1803.08494.
  ///
  /// - Parameters:
  ///   - groups: Number of groups; divides the number of channels.
  ///   - scale: `[channels]`, or nil for ones.
  ///   - bias: `[channels]`, or nil for zeros.
  ///   - epsilon: Added to the variance.
  ///   - activated: Whether to give the SiLU of that, to the same bits as ``silu()``.
  /// - Returns: float32, of this tensor's shape.
  public func groupNorm(
    groups: Int, scale: Tensor?, bias: Tensor?, epsilon: Float, activated: Bool = false
  ) -> Tensor {
    precondition(
      rank >= 2 && groups > 0 && shape[1] % groups == 0
        && [scale, bias].allSatisfy { $0.map { $0.shape == [shape[1]] } ?? true },
      "groupNorm: \(groups) groups of shape \(shape), scale \(scale.map(\.description) ?? "none")"
        + ", bias \(bias.map(\.description) ?? "none")")
    let source = readAsFloat32().contiguous()
    let channels = shape[1] / groups
    let size = Shape.count(Array(shape[2...]))
    let wideScale = scale?.readAsFloat32().contiguous()
    let wideBias = bias?.readAsFloat32().contiguous()
    return Tensor(writing: shape) { y in
      guard source.count > 0 else { return }
      source.withFloats { x in
        wideScale.withFloatsOrNil { scale in
          wideBias.withFloatsOrNil { bias in
            let grain = max(1, Parallel.elementGrain / (channels * size))
            Parallel.for(count: shape[0] * groups, grain: grain) {
              for piece in $0 {
                let first = piece % groups * channels
                k_group_norm_f32(
                  x + piece * channels * size, scale.map { $0 + first }, bias.map { $0 + first },
                  y + piece * channels * size, channels, size, epsilon,
                  activated ? 1 : 0)
              }
            }
          }
        }
      }
    }
  }

  /// The float32 tensor that `body` makes of this one, row by row of the last axis: it is given the
  /// first elements of some rows, of their results, how many rows and how many columns.
  private func rowsMapped(
    _ name: String,
    _ body: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int, Int) -> Void
  ) -> Tensor {
    precondition(rank >= 1, "\(name): a tensor without axes")
    let source = readAsFloat32().contiguous()
    let columns = shape[rank - 1]
    return Tensor(writing: shape) { y in
      guard source.count > 0 else { return }
      source.withFloats { x in
        let grain = max(1, Parallel.functionGrain / columns)
        Parallel.for(count: source.count / columns, grain: grain) { rows in
          let first = rows.lowerBound * columns
          body(x + first, y + first, rows.count, columns)
        }
      }
    }
  }

  /// A parameter of a normalization over the last axis, as contiguous float32.
  private func parameter(_ tensor: Tensor?, _ operation: String) -> Tensor? {
    precondition(
      rank >= 1 && (tensor.map { $0.shape == [shape[rank - 1]] } ?? true),
      "\(operation): shape \(shape), parameter \(tensor.map(\.description) ?? "none")")
    return tensor?.readAsFloat32().contiguous()
  }
}

extension Tensor? {
  /// Calls `body` with the first element of a float32 tensor, or with nil.
  func withFloatsOrNil<Result>(_ body: (UnsafePointer<Float>?) -> Result) -> Result {
    guard let self else { return body(nil) }
    return self.withFloats { body($0) }
  }
}
