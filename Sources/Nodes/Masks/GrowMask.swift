import Dataflow
import Tensors

struct GrowMask: Node {
  static let summary = "A mask grown by a disc (dilated), or shrunk (eroded)."

  @Input("The mask.") var mask: Mask
  @Input("Pixels to grow by; below 0 the mask shrinks.", in: -256...256) var radius: Int
  @Output(
    """
    The largest value within the radius, or the smallest; what is outside of the mask does not \
    count.
    """)
  var grown: Mask

  func run(in context: NodeContext) async throws {
    let disc = Disc(radius: abs(radius))
    // What is smallest in a mask is largest in its opposite.
    grown =
      radius >= 0
      ? Mask(try disc.dilated(mask.values, in: context))
      : Mask(1 - (try disc.dilated(1 - mask.values, in: context)))
  }
}

/// The places no farther than a radius from the middle.
private struct Disc {
  let radius: Int

  /// The largest of the values under the disc, at each place.
  ///
  /// The disc is a pile of rows. The largest value in a row of the disc, which has 2 · w + 1 places, is
  /// the larger one of two overlapping stretches whose length is a power of two; those are found once,
  /// each from the one half as long. So the work is proportional to the pixels and to the radius.
  ///
  /// - Parameters:
  ///   - values: At least 0, `[height, width]`.
  ///   - context: Whose run may be cancelled.
  /// - Returns: `[height, width]`.
  /// - Throws: `CancellationError` if the run was cancelled.
  func dilated(_ values: Tensor, in context: NodeContext) throws -> Tensor {
    let (height, width) = (values.shape[0], values.shape[1])
    let edge = (radius, radius)
    let stretches = stretches(of: values.padded([edge, edge]))
    var result = values
    for distance in 0...radius {
      try context.checkCancellation()
      let reach = Self.wholeRoot(radius * radius - distance * distance)
      let level = (2 * reach + 1).bitWidth - 1 - (2 * reach + 1).leadingZeroBitCount
      let columns = { (first: Int) in
        stretches[level].sliced(axis: 1, first..<(first + width))
      }
      let rows = columns(radius - reach)
        .maximum(columns(radius + reach + 1 - (1 << level)))
      for first in Set([radius - distance, radius + distance]) {
        result = result.maximum(rows.sliced(axis: 0, first..<(first + height)))
      }
    }
    return result
  }

  /// The largest value of each stretch of 1, 2, 4, … places to the right, while those fit into the
  /// widest row of the disc.
  private func stretches(of padded: Tensor) -> [Tensor] {
    var stretches = [padded]
    var length = 1
    while 2 * length <= 2 * radius + 1, let last = stretches.last {
      let count = last.shape[1] - length
      stretches.append(
        last.sliced(axis: 1, 0..<count).maximum(last.sliced(axis: 1, length..<(length + count))))
      length *= 2
    }
    return stretches
  }

  /// The largest whole number whose square is not larger.
  private static func wholeRoot(_ square: Int) -> Int {
    Int(Double(square).squareRoot())
  }
}
