import Models

extension Tiling {
  /// The tiles that a node is asked for; nil where it is asked for none.
  ///
  /// - Throws: ``ValueError`` if tiles overlap by all of their size.
  init?(size: Int?, overlap: Int) throws(ValueError) {
    guard let size else { return nil }
    guard overlap < size else {
      throw ValueError(
        "tiles of \(size) pixels cannot overlap by \(overlap); "
          + "lower 'tile_overlap' or raise 'tile_size'")
    }
    self.init(size: size, overlap: overlap)
  }
}
