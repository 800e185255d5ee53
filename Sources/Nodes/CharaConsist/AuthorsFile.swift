import Dataflow
import Formats

/// A file of the form that CharaConsist's authors write, and what is chosen of it.
enum AuthorsFile {
  /// Reads the file at a path.
  ///
  /// - Throws: ``ValueError`` that names the path and what `parse` finds wrong, and what keeps the
  ///   file from being read.
  static func read<Content, Fault: Error>(
    _ path: Path, in context: NodeContext, _ parse: (String) throws(Fault) -> Content
  ) throws -> Content {
    let text = try TextFile.read(context.absolute(path))
    do throws(Fault) {
      return try parse(text)
    } catch {
      throw ValueError("\(path.text): \(error)")
    }
  }

  /// One of the parts of a file, by its number.
  ///
  /// - Throws: ``ValueError`` if there are fewer.
  static func part<Part>(
    _ number: Int, of parts: [Part], named name: String, in path: Path
  ) throws(ValueError) -> Part {
    guard number < parts.count else {
      let count = parts.count
      throw ValueError(
        "\(path.text) has \(count) \(name)\(count == 1 ? "" : "s"), and none of number \(number)")
    }
    return parts[number]
  }
}
