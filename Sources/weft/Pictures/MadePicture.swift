import Dataflow
import Formats
import Nodes

/// A picture and the graph that made it.
struct MadePicture: Sendable {
  /// Path of the file.
  let path: String
  /// The file.
  let bytes: [UInt8]
  let picture: Picture
  let origin: PictureOrigin
  /// The text of the graph.
  let graph: String

  /// Decodes a picture.
  ///
  /// - Throws: `FormatError` if it is not sound, or no graph of Weft is in it.
  init(_ bytes: [UInt8], file: String) throws(FormatError) {
    picture = try Picture(bytes, file: file)
    origin = PictureOrigin(picture)
    guard let graph = origin.graph else {
      let maker = origin.program.map { "; it was made by \($0)" } ?? ""
      throw FormatError(
        file: file, expected: "a graph in the picture, as Weft writes it", found: "none\(maker)")
    }
    self.graph = graph
    path = file
    self.bytes = bytes
  }

  /// Compares files that its graph gave with the picture, and takes the one that is most like it.
  ///
  /// - Throws: `FormatError` if a file cannot be read.
  /// - Returns: How they agree; nil if there is no picture among the files.
  func agreement(with files: [String]) throws(FormatError) -> Agreement? {
    var best: Agreement?
    for file in files {
      let found = try FileBytes.read(file, limit: Picture.maximumFileSize)
      guard Picture.isPicture(found) else { continue }
      if found == bytes { return Agreement(file: file, extent: .bytes) }
      let agreement = Agreement(file: file, extent: extent(try Picture(found, file: file)))
      if best.map({ agreement.extent < $0.extent }) ?? true { best = agreement }
    }
    return best
  }

  /// That another version of Weft made the picture, where one did.
  var versionHint: String {
    guard let program = origin.program, program != "Weft \(Version.current)" else { return "" }
    return "; it was made by \(program), and this is \(Version.current)"
  }

  private func extent(_ other: Picture) -> Agreement.Extent {
    guard let difference = picture.difference(from: other) else {
      return .size("\(other.width)×\(other.height)", wanted: "\(picture.width)×\(picture.height)")
    }
    return difference.pixelCount == 0 ? .pixels : .difference(difference, of: other)
  }
}
