import CKernels

extension Tensor {
  /// The largest pixel under each place of a square window; NaN where one is.
  ///
  /// - Parameters:
  ///   - size: Edge of the window, in pixels.
  ///   - stride: Pixels from one place to the next.
  ///   - padding: Pixels by which the window may reach over each edge; at most half of `size`.
  /// - Returns: float32 `[batch, channels, (height + 2 · padding − size) / stride + 1, …]`.
  public func maxPool2D(size: Int, stride: Int, padding: Int = 0) -> Tensor {
    precondition(padding >= 0 && 2 * padding <= size, "maxPool2D: padding \(padding) of \(size)")
    return pooled("maxPool2D", size, stride, padding, k_max_pool_f32)
  }

  /// The mean of the pixels under each place of a square window.
  ///
  /// - Parameters:
  ///   - size: Edge of the window, in pixels.
  ///   - stride: Pixels from one place to the next.
  /// - Returns: float32 `[batch, channels, (height − size) / stride + 1, …]`.
  public func averagePool2D(size: Int, stride: Int) -> Tensor {
    pooled("averagePool2D", size, stride, 0, k_average_pool_f32)
  }

  private typealias Kernel = (
    UnsafePointer<Float>, Int, UnsafePointer<k_window>, UnsafeMutablePointer<Float>, Int
  ) -> Void

  private func pooled(
    _ name: String, _ size: Int, _ stride: Int, _ padding: Int, _ kernel: Kernel
  ) -> Tensor {
    precondition(
      rank == 4 && size > 0 && stride > 0 && shape[2] + 2 * padding >= size
        && shape[3] + 2 * padding >= size,
      "\(name): shape \(shape), window \(size), stride \(stride), padding \(padding)")
    let (height, width) = (shape[2], shape[3])
    let outHeight = (height + 2 * padding - size) / stride + 1
    let outWidth = (width + 2 * padding - size) / stride + 1
    let source = readAsFloat32().contiguous()
    let window = k_window(
      height: height, width: width, window_height: size, window_width: size, stride: stride,
      dilation: 1, top: padding, left: padding, out_width: outWidth)
    return Tensor(writing: [shape[0], shape[1], outHeight, outWidth]) { y in
      source.withFloats { x in
        let grain = max(1, Parallel.elementGrain / (outHeight * outWidth * size * size))
        Parallel.for(count: shape[0] * shape[1], grain: grain) { planes in
          withUnsafePointer(to: window) { window in
            let first = planes.lowerBound
            kernel(
              x + first * height * width, planes.count, window, y + first * outHeight * outWidth,
              outHeight)
          }
        }
      }
    }
  }
}
