import Dataflow
import Formats

/// What `weft run` is given: a graph, or a picture and the graph in it.
struct RunSource {
  /// The graph.
  let text: SourceText
  /// What the names of results begin with: of a graph, its file's name up to the first dot; of a
  /// picture, its name without the ending, so that no result takes the picture's place.
  let name: String
  /// The picture, if it is one.
  let picture: MadePicture?

  /// Reads a graph or a picture.
  ///
  /// - Parameters:
  ///   - path: The file, a picture being known by its first bytes.
  ///   - folder: Where relative paths in a picture's graph begin; nil for the picture's folder.
  /// - Returns: The graph, and the picture if it came in one.
  /// - Throws: An exit code, after saying what is wrong, if it cannot be read.
  static func read(_ path: String, relativeTo folder: String?) throws -> RunSource {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return try Failure.reading {
      let bytes = try FileBytes.read(path, limit: Picture.maximumFileSize)
      guard Picture.isPicture(bytes) else {
        let name = file.split(separator: ".").first.map(String.init) ?? file
        return RunSource(text: SourceText(file: path, bytes: bytes), name: name, picture: nil)
      }
      let picture = try MadePicture(bytes, file: path)
      let place = folder.map { "\($0)/\(file)" } ?? path
      let name = file.split(separator: ".").dropLast().joined(separator: ".")
      return RunSource(
        text: SourceText(file: place, text: picture.graph), name: name.isEmpty ? file : name,
        picture: picture)
    }
  }
}
