public import Tensors

extension Autoencoder {
  /// The picture of a latent, a tile at a time.
  ///
  /// - Parameters:
  ///   - latent: As of ``decode(_:)``.
  ///   - tiling: The tiles, in pixels of the picture; nil for the whole at once.
  /// - Returns: As of ``decode(_:)``; the same where one tile holds the picture.
  public func decode(_ latent: Tensor, tiling: Tiling?) -> Tensor {
    guard let tiling else { return decode(latent) }
    let cell = configuration.cellSize
    return tiled(latent, tiling, from: 1, to: cell) { decode($0) }
  }

  /// The latent of a picture, a tile at a time.
  ///
  /// - Parameters:
  ///   - pixels: As of ``encode(_:)``; sides are multiples of a cell.
  ///   - tiling: The tiles, in pixels; nil for the whole at once.
  /// - Returns: As of ``encode(_:)``; the same where one tile holds the picture.
  public func encode(_ pixels: Tensor, tiling: Tiling?) -> Tensor {
    guard let tiling else { return encode(pixels) }
    let cell = configuration.cellSize
    precondition(
      pixels.shape[2] % cell == 0 && pixels.shape[3] % cell == 0, "tiles of \(pixels.shape)")
    return tiled(pixels, tiling, from: cell, to: 1) { encode($0) }
  }

  /// What a function makes of each tile, joined; a cell is `before` long in `x` and `after` long in
  /// what the function makes.
  private func tiled(
    _ x: Tensor, _ tiling: Tiling, from before: Int, to after: Int, _ map: (Tensor) -> Tensor
  ) -> Tensor {
    let cell = configuration.cellSize
    let rows = tiling.ranges(length: x.shape[2] / before, cell: cell)
    let columns = tiling.ranges(length: x.shape[3] / before, cell: cell)
    guard rows.count > 1 || columns.count > 1 else { return map(x) }
    let strips = rows.map { row in
      let strip = x.sliced(axis: 2, row * before)
      let tiles = columns.map { map(strip.sliced(axis: 3, $0 * before)) }
      return faded(tiles, at: columns.map { $0 * after }, axis: 3)
    }
    return faded(strips, at: rows.map { $0 * after }, axis: 2)
  }

  /// Parts put together along an axis; where two overlap, the first fades into the second.
  private func faded(_ parts: [Tensor], at ranges: [Range<Int>], axis: Int) -> Tensor {
    var joined = parts[0]
    for (part, range) in zip(parts, ranges).dropFirst() {
      let (before, end) = (range.lowerBound, joined.shape[axis])
      let overlap = end - before
      guard overlap > 0 else {
        joined = .concatenate([joined, part], axis: axis)
        continue
      }
      let ramp = Tensor(
        (0..<overlap).map { (Float($0) + 0.5) / Float(overlap) },
        shape: axis == 3 ? [1, 1, 1, overlap] : [1, 1, overlap, 1])
      let old = joined.sliced(axis: axis, before..<end)
      let new = part.sliced(axis: axis, 0..<overlap)
      joined = .concatenate(
        [
          joined.sliced(axis: axis, 0..<before), old + (new - old) * ramp,
          part.sliced(axis: axis, overlap..<range.count),
        ], axis: axis)
    }
    return joined
  }
}

extension Range<Int> {
  /// The range in units of which each of this one's has so many.
  fileprivate static func * (range: Range<Int>, factor: Int) -> Range<Int> {
    range.lowerBound * factor..<range.upperBound * factor
  }
}
