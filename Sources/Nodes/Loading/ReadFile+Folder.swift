import Dataflow
import FoundationEssentials

extension ReadFile {
  /// The files that lie in a folder itself, in the order of their names.
  ///
  /// - Throws: What the system says if it is no folder or cannot be read.
  static func all(in folder: String) throws -> [ReadFile] {
    let files = FileManager.default
    return try files.contentsOfDirectory(atPath: folder).sorted().compactMap { name in
      var isFolder = false
      let path = "\(folder)/\(name)"
      guard files.fileExists(atPath: path, isDirectory: &isFolder), !isFolder else { return nil }
      return ReadFile(path)
    }
  }
}
