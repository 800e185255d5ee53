import Tensors

extension Image {
  /// This picture with another over it.
  ///
  ///     αo = αs + αb · (1 − αs)
  ///     αo · Co = αs · (1 − αb) · Cs + αs · αb · B(Cb, Cs) + (1 − αs) · αb · Cb
  ///
  /// with the colours C and opacities α of the picture in front (s), behind (b) and made (o). W3C
  /// Compositing and Blending Level 1, §5.1 and §10.
  ///
  /// - Parameters:
  ///   - front: The picture to lay over this one; what reaches over the edges is cut off.
  ///   - x: The column of this picture at which the other's first column lies; may be negative.
  ///   - y: The row at which its first row lies.
  ///   - mode: B, what colour the two make where both are opaque.
  ///   - mask: How much of the other is laid on, beside its opacity; of its size.
  ///   - strength: The same for all pixels, 0…1.
  /// - Returns: A picture of this one's size and channels; pixels not covered keep their bits.
  func covered(
    by front: Image, x: Int, y: Int, mode: BlendMode = .normal, mask: Mask? = nil,
    strength: Float = 1
  ) -> Image {
    let (columns, rows) = (Span(x, front.width, in: width), Span(y, front.height, in: height))
    guard !columns.isEmpty, !rows.isEmpty else { return self }
    let back = Image(pixels.part(rows.here, columns.here))
    let source = front.pixels.part(rows.there, columns.there)
    var opacity = Image(source).opacity * strength
    if let mask {
      opacity = opacity * mask.values.insertingAxis(at: 0).part(rows.there, columns.there)
    }
    let patch = back.covered(by: Image(source).colors, opacity: opacity, mode)
    return replaced(at: columns.here.lowerBound, rows.here.lowerBound, by: patch)
  }

  /// This picture with the pixels of another, which lies inside it, in place of its own.
  ///
  /// - Parameters:
  ///   - x: The column at which the other's first column lies.
  ///   - y: The row at which its first row lies.
  ///   - other: A picture of the same channels.
  /// - Returns: A picture of this one's size.
  func replaced(at x: Int, _ y: Int, by other: Image) -> Image {
    let band = pixels.sliced(axis: 1, y..<(y + other.height))
    let middle = Tensor.concatenate(
      [band.sliced(axis: 2, 0..<x), other.pixels, band.sliced(axis: 2, (x + other.width)..<width)],
      axis: 2)
    let below = pixels.sliced(axis: 1, (y + other.height)..<height)
    return Image(.concatenate([pixels.sliced(axis: 1, 0..<y), middle, below], axis: 1))
  }

  /// The same for a picture of this one's size.
  private func covered(by front: Tensor, opacity: Tensor, _ mode: BlendMode) -> Image {
    let blended = mode(colors, front)
    guard hasOpacity else { return Image(colors * (1 - opacity) + blended * opacity) }
    let behind = self.opacity
    let together = opacity + behind * (1 - opacity)
    let sum = opacity * ((1 - behind) * front + behind * blended) + (1 - opacity) * behind * colors
    return Image(premultiplied: .concatenate([sum, together], axis: 0))
  }
}

/// The part of a line of pixels that another line covers.
private struct Span {
  /// The pixels of the line that are covered.
  let here: Range<Int>
  /// The pixels of the other line that cover them.
  let there: Range<Int>

  var isEmpty: Bool { here.isEmpty }

  /// - Parameters:
  ///   - start: Where the other line begins on this one.
  ///   - length: Length of the other line.
  ///   - limit: Length of this line.
  init(_ start: Int, _ length: Int, in limit: Int) {
    let first = min(max(start, 0), limit)
    here = first..<max(first, min(start + length, limit))
    there = here.isEmpty ? 0..<0 : (here.lowerBound - start)..<(here.upperBound - start)
  }
}

extension Tensor {
  /// Some rows and columns of `[channels, height, width]`.
  func part(_ rows: Range<Int>, _ columns: Range<Int>) -> Tensor {
    sliced(axis: 1, rows).sliced(axis: 2, columns)
  }
}
