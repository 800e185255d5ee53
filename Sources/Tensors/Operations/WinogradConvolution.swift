import CKernels

/// One convolution with a kernel of 3 × 3 at every place, by fewer products than it has terms
/// (`winograd.h`): 4 for each output and input channel in place of 9, and 2.25 of a picture that is
/// doubled on the way.
///
/// A tile of squares of 2 × 2 outputs at a time, the pixels that it sees and the kernels are transformed,
/// and nowhere else.
struct WinogradConvolution {
  private let x: Tensor
  private let weight: Tensor
  private let bias: Tensor?
  private let groups: Int
  private let padding: Padding2D
  private let isDoubled: Bool
  private let outHeight: Int
  private let outWidth: Int

  /// Whether it pays: below, the transformations take as long as the products that they spare.
  static func pays(inputs: Int) -> Bool { inputs >= 16 }

  /// If `isDoubled`, each pixel of `x` stands for 2 × 2, and the padding is 1 all around.
  init(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, padding: Padding2D, groups: Int, isDoubled: Bool
  ) {
    let scale = isDoubled ? 2 : 1
    outHeight = scale * x.shape[2] + padding.top + padding.bottom - 2
    outWidth = scale * x.shape[3] + padding.left + padding.right - 2
    precondition(
      outHeight > 0 && outWidth > 0,
      "convolution2D: \(x.shape) with \(padding) is smaller than the kernel \(weight.shape)")
    self.x = x.readAsFloat32().contiguous()
    self.weight = weight.readAsKernel()
    self.bias = bias
    self.groups = groups
    self.padding = padding
    self.isDoubled = isDoubled
  }

  /// Input and output channels of one group.
  private var inputs: Int { weight.shape[1] }
  private var outputs: Int { weight.shape[0] / groups }

  /// Squares of a tile: many, which spares transforming the kernels again, but not so many that the
  /// transformed pixels take more than 12 MiB or that threads are left without a tile.
  private func tile(of squares: Int) -> Int {
    let fitting = (3 << 20) / (16 * inputs)
    let share = squares * x.shape[0] * groups / (2 * Parallel.threads)
    return max(min(192, fitting, share) / 32 * 32, 32)
  }

  func result() -> Tensor {
    let (batch, out) = (x.shape[0], weight.shape[0])
    let pixels = outHeight * outWidth
    let set = Instructions.current.kernelSet
    return Tensor(writing: [batch, out, outHeight, outWidth]) { y in
      x.withFloats { x in
        bias.withFloatsOrNil { bias in
          var any = convolution(x, plane: 0, bias)
          let squares = k_winograd_squares(&any)
          let tile = self.tile(of: squares)
          let tiles = (squares + tile - 1) / tile
          let scratchCount = k_winograd_scratch(&any, min(tile, squares))
          let work = min(tile, squares) * outputs * inputs * 16
          let grain = max(1, (1 << 16) / max(work, 1))
          Parallel.for(count: batch * groups * tiles, grain: grain, mayStop: true) {
            for piece in $0 {
              let (plane, place) = piece.quotientAndRemainder(dividingBy: tiles)
              let first = place * tile
              var part = convolution(x, plane: plane, bias)
              Scratch.withFloats(scratchCount) { scratch in
                k_winograd_f32(
                  set, &part, first, min(first + tile, squares), y + plane * outputs * pixels,
                  scratch)
              }
            }
          }
        }
      }
      withExtendedLifetime(weight) {}
    }
  }

  /// The convolution of one group's planes, which are counted through all pictures of the batch.
  private func convolution(
    _ x: UnsafePointer<Float>, plane: Int, _ bias: UnsafePointer<Float>?
  ) -> k_winograd {
    let group = plane % groups
    let (height, width) = (self.x.shape[2], self.x.shape[3])
    let rowBytes = inputs * 9 * weight.elementType.byteCount
    let operand = Product.Operand(
      start: weight.start + group * outputs * rowBytes, numbers: .elements(weight.elementType),
      stride: rowBytes, isTransposed: false)
    return k_winograd(
      weight: operand.lines(ofRows: true), bias: bias.map { $0 + group * outputs },
      outputs: outputs, inputs: inputs, x: x + plane * inputs * height * width,
      height: height, width: width, top: padding.top, left: padding.left,
      out_height: outHeight, out_width: outWidth, doubled: isDoubled ? 1 : 0)
  }
}
