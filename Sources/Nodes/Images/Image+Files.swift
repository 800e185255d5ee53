import Dataflow
import Formats
import Tensors

extension Image {
  /// What the names of picture files end in, after a dot.
  static let fileSuffixes = ["png", "jpg", "jpeg"]

  /// Reads a PNG or JPEG file, upright, grey as three equal channels.
  ///
  /// - Throws: `FormatError` if the file cannot be read or is not sound.
  init(contentsOf path: String) throws(FormatError) {
    let pixels = try Picture.read(path).tensor()
    self.init(pixels.shape[0] < 3 ? pixels.coloured : pixels)
  }

  /// Writes a PNG or JPEG file that carries what made the picture.
  ///
  /// - Parameters:
  ///   - path: The file, replaced at once if it exists.
  ///   - graph: The graph that made the picture, with its inputs.
  ///   - bits: 8, or 16 for PNG.
  ///   - quality: Quality of a JPEG, 1 to 100.
  /// - Throws: `FormatError` if the file cannot be written.
  func write(
    to path: String, madeBy graph: ResolvedGraph, bits: Int = 8, quality: Int = 95
  ) throws(FormatError) {
    try Picture(pixels, bits: bits, texts: Provenance(graph).texts)
      .write(to: path, quality: quality)
  }
}

extension Tensor {
  /// Three equal channels of grey, `[1 or 2, height, width]`, and the opacity if there is one.
  fileprivate var coloured: Tensor {
    let grey = sliced(axis: 0, 0..<1)
    let opacity = shape[0] == 2 ? [sliced(axis: 0, 1..<2)] : []
    return .concatenate([grey, grey, grey] + opacity, axis: 0)
  }
}
