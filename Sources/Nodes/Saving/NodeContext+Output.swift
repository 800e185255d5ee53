import Dataflow
import Formats

extension NodeContext {
  /// Where a file that the graph names is written, its folder made if it is not there.
  ///
  /// - Parameters:
  ///   - path: The file; relative paths begin at the run's output folder.
  ///   - suffixes: What the file's name may end in, after a dot.
  /// - Returns: The path to write to.
  /// - Throws: ``ValueError`` if the name ends in something else; `FormatError` if the folder cannot be
  ///   made.
  func outputPath(_ path: Path, suffixes: [String]) throws -> String {
    let suffix = path.text.lastPathComponent.split(separator: ".").dropFirst().last ?? ""
    guard suffixes.contains(suffix.lowercased()) else {
      let known = suffixes.map { ".\($0)" }.joined(separator: ", ")
      throw ValueError("'\(path.text)' is to be written, and must end in \(known)")
    }
    let target = path.text.hasPrefix("/") ? path.text : "\(outputFolder)/\(path.text)"
    let folder = String(target.dropLast(target.lastPathComponent.count + 1))
    try Folder.make(folder)
    return target
  }
}
