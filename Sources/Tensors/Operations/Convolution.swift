import CKernels
import COpenBLAS

/// One convolution: pixels under the kernel are laid out as columns, a tile of output pixels and a block
/// of channels at a time, and multiplied by the weights on BLAS.
struct Convolution {
  private let x: Tensor
  private let weight: Tensor
  private let bias: Tensor?
  private let groups: Int
  private let window: k_window
  private let outHeight: Int

  /// Pixels of a tile, and kernel elements of a block of channels: together 384 KiB of columns, which
  /// stay in the second-level cache.
  private static let tile = 256
  private static let depth = 384

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
    self.weight = (weight.elementType.isFloatingPoint ? weight : weight.readAsFloat32())
      .contiguous()
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
    BLAS.prepare()
    let (batch, out) = (x.shape[0], weight.shape[0])
    let tiles = (pixels + Self.tile - 1) / Self.tile
    let work = min(pixels, Self.tile) * outputs * inputs * kernel
    return Tensor(writing: [batch, out, outHeight, window.out_width]) { y in
      x.withFloats { x in
        bias.withFloatsOrNil { bias in
          let grain = max(1, (1 << 16) / max(work, 1))
          Parallel.for(count: batch * groups * tiles, grain: grain, mayStop: true) {
            for piece in $0 {
              let (plane, tile) = piece.quotientAndRemainder(dividingBy: tiles)
              let first = tile * Self.tile
              convolve(
                x + plane * inputs * window.height * window.width, group: plane % groups,
                first..<min(first + Self.tile, pixels), bias, into: y + plane * outputs * pixels)
            }
          }
        }
      }
      withExtendedLifetime(weight) {}
    }
  }

  /// Convolves one group's planes for the output pixels in `range`.
  private func convolve(
    _ planes: UnsafePointer<Float>, group: Int, _ range: Range<Int>, _ bias: UnsafePointer<Float>?,
    into y: UnsafeMutablePointer<Float>
  ) {
    let target = y + range.lowerBound
    for output in 0..<outputs {
      let start = bias.map { $0[group * outputs + output] } ?? 0
      (target + output * pixels).update(repeating: start, count: range.count)
    }
    let channels = max(1, min(inputs, Self.depth / kernel))
    let terms = inputs * kernel
    let operand = Product.Operand(
      start: weight.start + group * outputs * terms * weight.elementType.byteCount,
      elementType: weight.elementType, stride: terms, isTransposed: false)
    let plane = window.height * window.width
    let columnCount = channels * kernel * range.count
    let weightCount = operand.scratchCount(rows: outputs, columns: channels * kernel)
    var window = window
    Scratch.withFloats(columnCount + weightCount) { columns in
      for first in stride(from: 0, to: inputs, by: channels) {
        let block = first..<min(first + channels, inputs)
        k_unfold_f32(
          planes + first * plane, block.count, &window, columns, range.lowerBound, range.upperBound)
        let (left, leftStride) = operand.tile(
          rows: 0..<outputs, columns: first * kernel..<block.upperBound * kernel,
          columns + columnCount)
        cblas_sgemm(
          CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(outputs), Int32(range.count),
          Int32(block.count * kernel), 1, left, Int32(leftStride), columns, Int32(range.count), 1,
          target, Int32(pixels))
      }
    }
  }
}
