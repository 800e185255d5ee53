import CKernels

extension Tensor {
  /// A picture in another size, as `torch.nn.functional.interpolate` makes it; `[batch, channels, height,
  /// width]`.
  ///
  /// - Parameters:
  ///   - height: New height, in pixels.
  ///   - width: New width, in pixels.
  ///   - rule: How a pixel is made of its neighbours.
  ///   - antialiased: Whether, where the picture shrinks, a pixel is made of all those it covers; for
  ///     bilinear and bicubic.
  ///   - aligningCorners: Whether the centres of the corner pixels stay in place, instead of the edges
  ///     of the picture; for bilinear and bicubic.
  /// - Returns: float32, `[batch, channels, height, width]`.
  public func resized(
    height: Int, width: Int, _ rule: ResizeRule, antialiased: Bool = false,
    aligningCorners: Bool = false
  ) -> Tensor {
    precondition(
      rank == 4 && height > 0 && width > 0 && shape[2] > 0 && shape[3] > 0,
      "resized: shape \(shape) to \(height) × \(width)")
    precondition(
      rule == .bilinear || rule == .bicubic || !(antialiased || aligningCorners),
      "resized: \(rule) knows neither antialiasing nor aligned corners")
    let across = Resampling(
      from: shape[3], to: width, rule, antialiased: antialiased, aligningCorners: aligningCorners)
    let down = Resampling(
      from: shape[2], to: height, rule, antialiased: antialiased, aligningCorners: aligningCorners)
    return resampled(across: across, down: down)
  }

  /// A picture whose columns, then rows, are weighted sums of its own.
  func resampled(across: Resampling, down: Resampling) -> Tensor {
    readAsFloat32().contiguous().resampledAcross(across).resampledDown(down)
  }

  private func resampledAcross(_ resampling: Resampling) -> Tensor {
    if resampling.isIdentity { return self }
    let width = shape[3]
    let out = resampling.count
    return Tensor(writing: shape.dropLast() + [out]) { y in
      withFloats { x in
        let grain = max(1, Parallel.elementGrain / (out * resampling.taps))
        Parallel.for(count: count / width, grain: grain) { rows in
          k_resample_columns_f32(
            x + rows.lowerBound * width, resampling.starts, resampling.weights, resampling.taps,
            y + rows.lowerBound * out, rows.count, width, out)
        }
      }
    }
  }

  private func resampledDown(_ resampling: Resampling) -> Tensor {
    if resampling.isIdentity { return self }
    let (height, width) = (shape[2], shape[3])
    let out = resampling.count
    return Tensor(writing: [shape[0], shape[1], out, width]) { y in
      withFloats { x in
        let grain = max(1, Parallel.elementGrain / (width * resampling.taps))
        let parts = (out + grain - 1) / grain
        Parallel.for(count: shape[0] * shape[1] * parts, grain: 1) {
          for piece in $0 {
            let (plane, part) = piece.quotientAndRemainder(dividingBy: parts)
            k_resample_rows_f32(
              x + plane * height * width, resampling.starts, resampling.weights, resampling.taps,
              y + plane * out * width, width, part * grain, min((part + 1) * grain, out))
          }
        }
      }
    }
  }
}
