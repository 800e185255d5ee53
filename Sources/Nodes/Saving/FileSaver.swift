import Dataflow
import Formats
import FoundationEssentials

/// Saves files into the output folder of a run, and takes no other file's place unless asked to.
///
/// A file is written whole beside its place and then put there. One that is there already with the
/// same bytes is left as it is, so that a graph may run again; of numbered files, whichever has
/// these bytes.
struct FileSaver {
  private let context: NodeContext
  private let overwrite: Bool

  /// - Parameters:
  ///   - context: Whose output folder to save to, and whom to tell.
  ///   - overwrite: Whether to replace a file that holds something else.
  init(in context: NodeContext, overwriting overwrite: Bool) {
    self.context = context
    self.overwrite = overwrite
  }

  /// Saves one file.
  ///
  /// - Parameters:
  ///   - path: Its path; a relative one begins at the output folder.
  ///   - suffix: What the path ends in.
  ///   - write: Writes the file to another path of the same suffix.
  /// - Returns: The whole path of the file.
  /// - Throws: ``ValueError`` if the path leads out of the output folder or another file is there;
  ///   `FormatError` if the folder or the file cannot be written; what `write` throws.
  func save(
    _ path: NumberedPath, suffix: String, write: (String) throws -> Void
  ) throws -> Path {
    let target = try target(path)
    let folder = String(target.folder.dropLast())
    try Folder.make(folder)
    let staged = StagedFile(in: folder, suffix: suffix)
    try write(staged.path)
    let file =
      target.digits == nil
      ? try place(staged, at: target.numbered(0)) : try number(staged, as: target, in: folder)
    context.wrote(file)
    return Path(Self.absolute(file))
  }

  /// The path with the output folder before it.
  private func target(_ path: NumberedPath) throws -> NumberedPath {
    let whole = path.numbered(0)
    let isWithin =
      !whole.hasPrefix("/")
      || Self.absolute(whole).hasPrefix(Self.absolute(context.outputFolder) + "/")
    guard isWithin, !whole.split(separator: "/").contains("..") else {
      throw ValueError(
        "'\(whole)' leads out of the output folder '\(context.outputFolder)'; write a path within"
          + " it, or choose the folder with --out")
    }
    return whole.hasPrefix("/") ? path : path.inside(of: context.outputFolder)
  }

  private func place(_ staged: borrowing StagedFile, at file: String) throws -> String {
    switch try staged.place(at: file, replacing: overwrite) {
    case .placed, .unchanged: return file
    case .taken:
      throw ValueError(
        "'\(file)' is there and holds something else; replace it with overwrite: true, or number"
          + " the files with {counter} in the path")
    }
  }

  /// Puts a file under the next number, unless one of the numbered files has its bytes.
  private func number(
    _ staged: borrowing StagedFile, as path: NumberedPath, in folder: String
  ) throws -> String {
    var last = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      guard let number = path.number(of: name) else { continue }
      let file = "\(folder)/\(name)"
      if try staged.hasContents(of: file) { return file }
      last = max(last, number)
    }
    // Another process may take a number in the meantime.
    repeat { last += 1 } while try staged.place(at: path.numbered(last)) == .taken
    return path.numbered(last)
  }

  private static func absolute(_ path: String) -> String {
    let whole =
      path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
    return "/" + whole.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }
}
