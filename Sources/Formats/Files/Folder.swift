#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Folders that files are written into.
public enum Folder {
  /// Makes a folder and those it lies in, where they are not there yet.
  ///
  /// - Throws: ``FormatError`` if the system refuses, or a file is in the way.
  public static func make(_ path: String) throws(FormatError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += made.isEmpty || made == "/" ? String(part) : "/\(part)"
      guard mkdir(made, 0o777) != 0, errno != EEXIST else { continue }
      throw FormatError(file: made, expected: "a folder", found: systemMessage(errno))
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else { return }
    throw FormatError(file: path, expected: "a folder", found: "a file of that name")
  }

  /// The names of what is in a folder, in no particular order.
  ///
  /// - Throws: ``FormatError`` if it is no folder or cannot be read.
  public static func names(in path: String) throws(FormatError) -> [String] {
    guard let folder = opendir(path) else {
      throw FormatError(file: path, expected: "a readable folder", found: systemMessage(errno))
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: name.pointee)) {
          String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
