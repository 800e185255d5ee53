/// How a large picture is cut into overlapping tiles, so that one of them at a time is in memory.
///
/// Next to its edges a tile does not see its neighbours, and group norms take their means over a tile
/// in place of the picture; where tiles overlap, one fades into the next. So a tiled picture is near
/// that of the whole, not equal to it.
public struct Tiling: Sendable, Hashable {
  /// Pixels along a side of a tile.
  public let size: Int
  /// Pixels by which neighbours overlap at least; fewer than ``size``.
  public let overlap: Int

  /// Tiles of some size that overlap by so much.
  public init(size: Int, overlap: Int) {
    precondition(size > 0 && (0..<size).contains(overlap), "tiles of \(size) overlap by \(overlap)")
    self.size = size
    self.overlap = overlap
  }

  /// Where tiles begin along a side: all of them are whole, the last ends where the side ends, and
  /// they overlap by about the same.
  ///
  /// - Parameters:
  ///   - length: The side, in cells.
  ///   - cell: Pixels to a cell.
  /// - Returns: The cells of each tile, in order; one range, where the side is no longer than a tile.
  func ranges(length: Int, cell: Int) -> [Range<Int>] {
    let size = max(1, size / cell)
    guard length > size else { return [0..<length] }
    let overlap = min((overlap + cell - 1) / cell, size - 1)
    let gaps = (length - size + size - overlap - 1) / (size - overlap)
    return (0...gaps).map { index in
      let start = (length - size) * index / gaps
      return start..<(start + size)
    }
  }
}
