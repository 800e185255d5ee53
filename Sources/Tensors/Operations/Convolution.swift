import CKernels

/// One convolution: a tile of output pixels at a time, the pixels under the kernel are laid out for the
/// multiplication by the weights, and nowhere else.
struct Convolution {
  private let x: Tensor
  private let weight: Tensor
  private let bias: Tensor?
  private let groups: Int
  private let window: k_window
  private let outHeight: Int

  /// Output pixels of a tile: for large pictures many, which spares laying out the weights again.
  private var tile: Int { pixels * outputs >= 1 << 18 ? 768 : 256 }

  init(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, stride: Int, padding: Padding2D, dilation: Int,
    groups: Int
  ) {
    let (height, width) = (x.shape[2], x.shape[3])
    let spanHeight = (weight.shape[2] - 1) * dilation + 1
    let spanWidth = (weight.shape[3] - 1) * dilation + 1
    let paddedHeight = height + padding.top + padding.bottom
    let paddedWidth = width + padding.left + padding.right
    precondition(
      paddedHeight >= spanHeight && paddedWidth >= spanWidth,
      "convolution2D: \(x.shape) with \(padding) is smaller than the kernel \(weight.shape)")
    self.x = x.readAsFloat32().contiguous()
    self.weight = weight.readAsKernel()
    self.bias = bias
    self.groups = groups
    outHeight = (paddedHeight - spanHeight) / stride + 1
    window = k_window(
      height: height, width: width, window_height: weight.shape[2], window_width: weight.shape[3],
      stride: stride, dilation: dilation, top: padding.top, left: padding.left,
      out_width: (paddedWidth - spanWidth) / stride + 1)
  }

  private var pixels: Int { outHeight * window.out_width }
  /// Input and output channels of one group.
  private var inputs: Int { weight.shape[1] }
  private var outputs: Int { weight.shape[0] / groups }
  private var kernel: Int { window.window_height * window.window_width }

  func result() -> Tensor {
    let (batch, out) = (x.shape[0], weight.shape[0])
    let (pixels, outputs, tile) = (self.pixels, self.outputs, self.tile)
    let tiles = (pixels + tile - 1) / tile
    let work = min(pixels, tile) * outputs * inputs * kernel
    let set = Instructions.current.kernelSet
    return Tensor(writing: [batch, out, outHeight, window.out_width]) { y in
      x.withFloats { x in
        bias.withFloatsOrNil { bias in
          let grain = max(1, (1 << 16) / max(work, 1))
          Parallel.for(count: batch * groups * tiles, grain: grain, mayStop: true) {
            for piece in $0 {
              let (plane, place) = piece.quotientAndRemainder(dividingBy: tiles)
              let first = place * tile
              let last = min(first + tile, pixels)
              var part = convolution(x, plane: plane, bias)
              Scratch.withFloats(k_convolve_scratch(outputs, last - first)) { scratch in
                k_convolve_f32(
                  set, &part, first, last, y + plane * outputs * pixels + first, pixels, scratch)
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
  ) -> k_convolution {
    let group = plane % groups
    let terms = inputs * kernel
    let operand = Product.Operand(
      start: weight.start + group * outputs * terms * weight.elementType.byteCount,
      numbers: .elements(weight.elementType), stride: terms * weight.elementType.byteCount,
      isTransposed: false)
    return k_convolution(
      weight: operand.lines(ofRows: true), bias: bias.map { $0 + group * outputs },
      outputs: outputs, depth: terms, x: x + plane * inputs * window.height * window.width,
      window: window)
  }
}

extension Tensor {
  /// The kernel of a convolution as it is laid out from: of the floating type it has, in order.
  func readAsKernel() -> Tensor {
    (elementType.isFloatingPoint ? self : readAsFloat32()).contiguous()
  }
}
